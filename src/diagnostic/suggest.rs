//! "Did you mean": the nearest of the names that would have been right.

/// Returns the candidate nearest to `word`, if one is near enough to be what was meant.
///
/// Near enough is one edit in every three characters, and at least one; letter case, and `_` for
/// `-`, do not count as edits.
///
/// # Examples
///
/// ```
/// use stocktake::diagnostic::nearest;
///
/// let ids = ["user-research", "release-rhythm"];
/// assert_eq!(nearest("user-reserch", ids), Some("user-research"));
/// assert_eq!(nearest("backup", ids), None);
/// ```
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Nobody mistypes an identifier into something this long, and edit distance is quadratic.
    if word.len() > 200 {
        return None;
    }
    let word = folded(word);
    let length = word.chars().count();
    let limit = (length / 3).max(1);
    // As many edits as the lengths differ are needed at least.
    let candidates =
        candidates.into_iter().filter(|it| it.chars().count().abs_diff(length) <= limit);
    let distance = |it: &str| strsim::damerau_levenshtein(&word, &folded(it));
    let near = candidates.map(|it| (distance(it), it)).filter(|(it, _)| *it <= limit);
    near.min_by_key(|(distance, _)| *distance).map(|(_, it)| it)
}

fn folded(word: &str) -> String {
    word.to_lowercase().replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_near_is_suggested() {
        let ids = ["weight", "scale", "source"];
        assert_eq!(nearest("wieght", ids), Some("weight"));
        assert_eq!(nearest("Scale", ids), Some("scale"));
        assert_eq!(nearest("zzz", ids), None);
        assert_eq!(nearest(&"weight".repeat(100), ids), None);
    }

    #[test]
    fn of_two_the_nearer_is_suggested() {
        assert_eq!(nearest("dimensionx", ["dimension-a", "dimension"]), Some("dimension"));
        assert_eq!(nearest("user_research", ["user-research"]), Some("user-research"));
    }
}
