//! What the elements of HTML do to the text in them.

/// The sort of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Its text belongs to what is around it.
    Inline,
    /// Its text stands for itself.
    Block,
    Body,
    Heading(u8),
    Item,
    List,
    /// Blanks and line ends in it count.
    Pre,
    Break,
    /// Above or below the line: the mark of a footnote, as a rule.
    Raised,
    Table,
    Caption,
    /// Rows that are heads of columns.
    Head,
    /// Other rows.
    Rows,
    Row,
    Cell(Role),
    Skipped(Skipped),
}

/// What a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Head,
    Data,
}

/// Elements whose text is none of the document's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Skipped {
    Head,
    Script,
    Style,
    Title,
    Nav,
    Template,
    Svg,
    Select,
    Textarea,
    Noscript,
    Iframe,
    Button,
}

impl Skipped {
    pub(super) const ALL: [Skipped; 12] = [
        Self::Head,
        Self::Script,
        Self::Style,
        Self::Title,
        Self::Nav,
        Self::Template,
        Self::Svg,
        Self::Select,
        Self::Textarea,
        Self::Noscript,
        Self::Iframe,
        Self::Button,
    ];

    /// Whether tags in it are no tags, so that without its end all that follows is in it.
    pub(super) fn is_raw(self) -> bool {
        matches!(self, Self::Script | Self::Style | Self::Title | Self::Textarea | Self::Iframe)
    }
}

impl Kind {
    pub(super) fn of(name: &[u8]) -> Self {
        match name {
            b"p" | b"div" | b"section" | b"article" | b"header" | b"footer" | b"main" | b"aside" | b"figure" | b"figcaption"
            | b"blockquote" | b"address" | b"hr" | b"form" | b"fieldset" | b"legend" | b"details" | b"summary" | b"center"
            | b"html" | b"dialog" | b"hgroup" => Self::Block,
            b"body" => Self::Body,
            b"h1" => Self::Heading(1),
            b"h2" => Self::Heading(2),
            b"h3" => Self::Heading(3),
            b"h4" => Self::Heading(4),
            b"h5" => Self::Heading(5),
            b"h6" => Self::Heading(6),
            b"li" | b"dt" | b"dd" => Self::Item,
            b"ul" | b"ol" | b"dl" | b"menu" => Self::List,
            b"pre" | b"listing" | b"xmp" => Self::Pre,
            b"br" => Self::Break,
            b"sup" | b"sub" => Self::Raised,
            b"table" => Self::Table,
            b"caption" => Self::Caption,
            b"thead" => Self::Head,
            b"tbody" | b"tfoot" => Self::Rows,
            b"tr" => Self::Row,
            b"th" => Self::Cell(Role::Head),
            b"td" => Self::Cell(Role::Data),
            b"head" => Self::Skipped(Skipped::Head),
            b"script" => Self::Skipped(Skipped::Script),
            b"style" => Self::Skipped(Skipped::Style),
            b"title" => Self::Skipped(Skipped::Title),
            b"nav" => Self::Skipped(Skipped::Nav),
            b"template" => Self::Skipped(Skipped::Template),
            b"svg" => Self::Skipped(Skipped::Svg),
            b"select" => Self::Skipped(Skipped::Select),
            b"textarea" => Self::Skipped(Skipped::Textarea),
            b"noscript" => Self::Skipped(Skipped::Noscript),
            b"iframe" => Self::Skipped(Skipped::Iframe),
            b"button" => Self::Skipped(Skipped::Button),
            _ => Self::Inline,
        }
    }
}
