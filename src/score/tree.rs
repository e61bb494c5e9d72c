//! The tree of dimensions: criteria make dimensions, dimensions make their parents, and the
//! top-level ones make the overall score.

use crate::model::{Framework, Rating, Score, Weight};

/// A framework's dimensions, with the ratings of one assessment in them.
#[derive(Debug)]
pub(crate) struct Tree<'a> {
    framework: &'a Framework,
    /// The criteria of each dimension.
    criteria: Vec<Vec<usize>>,
    /// The parts of each dimension.
    children: Vec<Vec<usize>>,
    /// The score of each criterion; `None` if it is not rated.
    pub(crate) ratings: Vec<Option<Score>>,
    /// Dimensions that get no score because something in them is unanswered.
    pub(crate) refused: Vec<bool>,
}

impl<'a> Tree<'a> {
    /// Returns the tree of `framework` with these ratings, one for each criterion.
    pub(crate) fn new(framework: &'a Framework, ratings: Vec<Option<Score>>) -> Self {
        let mut criteria = vec![Vec::new(); framework.dimensions.len()];
        for (index, criterion) in framework.criteria.iter().enumerate() {
            criteria[criterion.dimension].push(index);
        }
        let mut children = vec![Vec::new(); framework.dimensions.len()];
        for (index, dimension) in framework.dimensions.iter().enumerate() {
            if let Some(parent) = dimension.parent {
                children[parent].push(index);
            }
        }
        let refused = vec![false; framework.dimensions.len()];
        Self { framework, criteria, children, ratings, refused }
    }

    /// Marks the dimension of a criterion, and those that it is a part of, as without a score.
    pub(crate) fn refuse(&mut self, criterion: usize) {
        let mut next = Some(self.framework.criteria[criterion].dimension);
        while let Some(dimension) = next {
            self.refused[dimension] = true;
            next = self.framework.dimensions[dimension].parent;
        }
    }

    /// Returns the rated criteria of a dimension that are below their floor.
    pub(crate) fn held_by(&self, dimension: usize) -> impl Iterator<Item = usize> {
        self.criteria[dimension].iter().copied().filter(|&it| self.below_floor(it).is_some())
    }

    /// Returns the score of a criterion's floor if the criterion is rated and below it.
    pub(crate) fn below_floor(&self, criterion: usize) -> Option<Score> {
        let levels = &self.framework.levels;
        let floor = f64::from(self.framework.criteria[criterion].floor?);
        let value = levels.value_of(self.ratings[criterion]?);
        (value < floor - crate::model::TOLERANCE).then(|| levels.score_of(floor))
    }

    /// Returns the scores of all dimensions, in framework order.
    pub(crate) fn dimensions(&self) -> Vec<Option<Score>> {
        let mut scores = vec![None; self.framework.dimensions.len()];
        // A parent stands above its parts, so going backwards meets the parts first.
        for dimension in (0..scores.len()).rev() {
            scores[dimension] = self.dimension(dimension, &scores);
        }
        scores
    }

    /// Returns the score of a dimension, floors considered, from the scores of its parts.
    pub(crate) fn dimension(&self, dimension: usize, scores: &[Option<Score>]) -> Option<Score> {
        let score = self.without_floors(dimension, scores)?;
        let floors = self.criteria[dimension].iter().filter_map(|&it| self.below_floor(it));
        Some(floors.fold(score, Score::min))
    }

    /// Returns the score of a dimension as if none of its own criteria had a floor.
    pub(crate) fn without_floors(
        &self,
        dimension: usize,
        scores: &[Option<Score>],
    ) -> Option<Score> {
        if self.refused[dimension] {
            return None;
        }
        let rating = |score: Option<Score>, weight| score.map(|score| Rating { score, weight });
        let own = self.criteria[dimension].iter();
        let own = own.filter_map(|&it| rating(self.ratings[it], self.weight_of_criterion(it)));
        let parts = self.children[dimension].iter();
        let parts =
            parts.filter_map(|&it| rating(scores[it], self.framework.dimensions[it].weight));
        let items: Vec<Rating> = own.chain(parts).collect();
        if items.is_empty() {
            return None;
        }
        self.framework.dimensions[dimension].rule.aggregate(&items, &self.framework.levels)
    }

    fn weight_of_criterion(&self, criterion: usize) -> Weight {
        self.framework.criteria[criterion].weight
    }

    /// Returns the overall score from the scores of all dimensions.
    pub(crate) fn overall(&self, scores: &[Option<Score>]) -> Option<Score> {
        if self.refused.contains(&true) {
            return None;
        }
        let top = self.framework.top_level();
        let items = top.filter_map(|it| {
            scores[it].map(|score| Rating { score, weight: self.framework.dimensions[it].weight })
        });
        self.framework.rule.aggregate(&items.collect::<Vec<_>>(), &self.framework.levels)
    }

    /// Returns what would be if a criterion alone had another score: the score of its dimension,
    /// and the overall one. `scores` are those of all dimensions as they are.
    pub(crate) fn what_if(
        &mut self,
        criterion: usize,
        score: Score,
        scores: &[Option<Score>],
    ) -> (Option<Score>, Option<Score>) {
        let before = self.ratings[criterion].replace(score);
        let mut scores = scores.to_vec();
        let own = self.framework.criteria[criterion].dimension;
        let mut next = Some(own);
        while let Some(dimension) = next {
            scores[dimension] = self.dimension(dimension, &scores);
            next = self.framework.dimensions[dimension].parent;
        }
        self.ratings[criterion] = before;
        (scores[own], self.overall(&scores))
    }
}
