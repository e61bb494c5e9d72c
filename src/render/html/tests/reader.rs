//! Reads a page again. Strict: what a browser would repair is refused.

/// An element, or (without a name) a text.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// Its name.
    pub(super) name: String,
    /// Its attributes.
    pub(super) attributes: Vec<(String, String)>,
    /// What is in it.
    pub(super) children: Vec<Self>,
    /// What a text says.
    said: String,
}

/// Elements that have no end.
const VOID: [&str; 4] = ["br", "col", "link", "meta"];

impl Node {
    /// Returns the value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
    }

    /// Returns all that is said in it.
    pub(super) fn text(&self) -> String {
        self.said.clone() + &self.children.iter().map(Self::text).collect::<String>()
    }

    /// Returns all elements in it, in the order of the page.
    pub(super) fn all(&self) -> Vec<&Self> {
        let mut all = Vec::new();
        for it in &self.children {
            all.extend((!it.name.is_empty()).then_some(it));
            all.extend(it.all());
        }
        all
    }
}

/// Returns the page as a tree.
pub(super) fn read(page: &str) -> Node {
    let mut rest = page.trim_end().strip_prefix("<!DOCTYPE html>").expect("it is a page");
    let mut open = vec![Node::default()];
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix("</") {
            let (name, after) = after.split_once('>').expect("an end tag ends");
            let node = open.pop().expect("something is open");
            assert_eq!(node.name, name, "the end of another element");
            open.last_mut().expect("the root is open").children.push(node);
            rest = after;
        } else if let Some(after) = rest.strip_prefix('<') {
            let (node, after) = start(after);
            rest = after;
            if VOID.contains(&node.name.as_str()) {
                open.last_mut().expect("the root is open").children.push(node);
            } else {
                open.push(node);
            }
            if open.last().is_some_and(|it| it.name == "style") {
                rest = rest.get(rest.find("</style>").expect("a style ends")..).expect("a border");
            }
        } else {
            let end = rest.find('<').unwrap_or(rest.len());
            let (text, after) = rest.split_at(end);
            let said = unescaped(text);
            open.last_mut()
                .expect("the root is open")
                .children
                .push(Node { said, ..Node::default() });
            rest = after;
        }
    }
    assert_eq!(open.len(), 1, "an element is still open");
    open.remove(0)
}

/// Returns the element that starts here, after its `<`, and what follows its start tag.
fn start(text: &str) -> (Node, &str) {
    let is_name = |it: char| it.is_ascii_alphanumeric() || it == '-';
    let end = text.find(|it| !is_name(it)).expect("a start tag ends");
    let (name, mut rest) = text.split_at(end);
    assert!(!name.is_empty(), "a tag without a name");
    let mut attributes = Vec::new();
    while let Some(after) = rest.strip_prefix(' ') {
        let (name, after) = after.split_once("=\"").expect("an attribute has a value in quotes");
        assert!(name.chars().all(is_name), "`{name}` is no attribute");
        let (value, after) = after.split_once('"').expect("a value ends");
        assert!(!value.contains(['<', '>']), "`{value}` is not escaped");
        attributes.push((name.to_owned(), unescaped(value)));
        rest = after;
    }
    let rest = rest.strip_prefix('>').expect("a start tag ends");
    (Node { name: name.to_owned(), attributes, ..Node::default() }, rest)
}

fn unescaped(text: &str) -> String {
    assert!(!text.contains('>'), "`{text}` is not escaped");
    let mut parts = text.split('&');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, after) = part.split_once(';').expect("an entity ends");
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            _ => panic!("&{name};"),
        });
        out.push_str(after);
    }
    out
}
