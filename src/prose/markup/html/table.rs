//! A table while it is read.

use super::tag::{Kind, Role};
use crate::prose::markup::{Block, Grid, Passage};

/// How many copies of cells that span columns or rows the tables of one document may still have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Copies(usize);

impl Default for Copies {
    fn default() -> Self {
        Self(100_000)
    }
}

impl Copies {
    fn take(&mut self) -> bool {
        let left = self.0 > 0;
        self.0 -= usize::from(left);
        left
    }
}

#[derive(Debug, Default)]
pub(super) struct OpenTable {
    caption: Vec<Block>,
    rows: Vec<Row>,
    /// What stands in the table and in none of its cells.
    stray: Vec<Block>,
    within: Within,
    in_head: bool,
}

#[derive(Debug, Default)]
struct Row {
    cells: Vec<Cell>,
    in_head: bool,
}

#[derive(Debug)]
struct Cell {
    blocks: Vec<Block>,
    role: Role,
    columns: u16,
    rows: u16,
}

/// Where the next text belongs.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Within {
    #[default]
    Nothing,
    Caption,
    Cell,
}

/// A cell with more characters is prose, and its table lays out a page.
const LONGEST_CELL: usize = 400;
/// No head spans more columns or rows.
const WIDEST: u16 = 64;
const TALLEST: u16 = 1000;
/// Longer texts are not copied.
const LONGEST_COPY: usize = 200;

impl OpenTable {
    pub(super) fn start(&mut self, kind: Kind, columns: u16, rows: u16) {
        match kind {
            Kind::Caption => self.within = Within::Caption,
            Kind::Head | Kind::Rows => {
                self.in_head = kind == Kind::Head;
                self.within = Within::Nothing;
            }
            Kind::Row => {
                self.rows.push(Row { cells: Vec::new(), in_head: self.in_head });
                self.within = Within::Nothing;
            }
            Kind::Cell(role) => {
                if self.rows.is_empty() {
                    self.rows.push(Row { cells: Vec::new(), in_head: self.in_head });
                }
                if let Some(row) = self.rows.last_mut() {
                    let cell = Cell { blocks: Vec::new(), role, columns: columns.clamp(1, WIDEST), rows: rows.clamp(1, TALLEST) };
                    row.cells.push(cell);
                }
                self.within = Within::Cell;
            }
            _ => {}
        }
    }

    pub(super) fn end(&mut self, kind: Kind) {
        self.within = Within::Nothing;
        self.in_head &= kind != Kind::Head;
    }

    pub(super) fn push(&mut self, block: Block) {
        self.place().push(block);
    }

    pub(super) fn extend(&mut self, blocks: Vec<Block>) {
        let place = self.place();
        if place.is_empty() { *place = blocks } else { place.extend(blocks) }
    }

    fn place(&mut self) -> &mut Vec<Block> {
        let cell = self.rows.last_mut().and_then(|row| row.cells.last_mut()).filter(|_| self.within == Within::Cell);
        match (self.within, cell) {
            (Within::Caption, _) => &mut self.caption,
            (_, Some(cell)) => &mut cell.blocks,
            _ => &mut self.stray,
        }
    }

    /// The table as one block, or the blocks in it where it only lays out a page; what stood beside its cells comes before it.
    pub(super) fn close(mut self, copies: &mut Copies) -> Vec<Block> {
        let mut blocks = std::mem::take(&mut self.stray);
        if self.is_layout() {
            blocks.extend(self.caption);
            blocks.extend(self.rows.into_iter().flat_map(|row| row.cells).flat_map(|cell| cell.blocks));
            return blocks;
        }
        let caption = Some(joined(self.caption)).filter(|caption| !caption.is_blank());
        let is_head = |row: &Row| {
            let mut filled = row.cells.iter().filter(|cell| !cell.blocks.is_empty()).peekable();
            row.in_head || filled.peek().is_some() && filled.all(|cell| cell.role == Role::Head)
        };
        let header_rows = self.rows.iter().take_while(|row| is_head(row)).count();
        let rows = expanded(self.rows, copies);
        if rows.iter().flatten().any(|cell| !cell.is_blank()) {
            blocks.push(Block::Table(Grid { caption, rows, header_rows }));
        } else {
            blocks.extend(caption.map(Block::Paragraph));
        }
        blocks
    }

    fn is_layout(&self) -> bool {
        let is_of_page = |block: &Block| match block {
            Block::Heading(..) | Block::Table(_) => true,
            Block::Paragraph(passage) | Block::Item(passage) => passage.text().len() > LONGEST_CELL,
        };
        let widest = self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        widest < 2 || self.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.blocks).any(is_of_page)
    }
}

/// The text of a cell.
fn joined(blocks: Vec<Block>) -> Passage {
    let mut whole = Passage::default();
    for block in blocks {
        if let Block::Heading(_, passage) | Block::Paragraph(passage) | Block::Item(passage) = block {
            whole.append("\n", passage);
        }
    }
    whole
}

/// The rows with a copy of a cell in every column and row that it spans.
fn expanded(rows: Vec<Row>, copies: &mut Copies) -> Vec<Vec<Passage>> {
    /// A cell that reaches down into the next rows.
    struct Reaching {
        rows: u16,
        passage: Passage,
    }
    let mut reaching: Vec<Option<Reaching>> = Vec::new();
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        let mut cells: Vec<Passage> = Vec::with_capacity(row.cells.len());
        let fill = |cells: &mut Vec<Passage>, reaching: &mut Vec<Option<Reaching>>, copies: &mut Copies| {
            while let Some(slot) = reaching.get_mut(cells.len())
                && let Some(above) = slot
                && copies.take()
            {
                cells.push(above.passage.clone());
                above.rows -= 1;
                if above.rows == 0 {
                    *slot = None;
                }
            }
        };
        for cell in row.cells {
            fill(&mut cells, &mut reaching, copies);
            let passage = joined(cell.blocks);
            let copied = if passage.text().len() <= LONGEST_COPY { passage.clone() } else { Passage::default() };
            let mut first = Some(passage);
            for _ in 0..cell.columns {
                let at = cells.len();
                match first.take() {
                    Some(passage) => cells.push(passage),
                    None if copies.take() => cells.push(copied.clone()),
                    None => break,
                }
                if cell.rows > 1 {
                    if reaching.len() <= at {
                        reaching.resize_with(at + 1, || None);
                    }
                    reaching[at] = Some(Reaching { rows: cell.rows - 1, passage: copied.clone() });
                }
            }
        }
        fill(&mut cells, &mut reaching, copies);
        out.push(cells);
    }
    out
}
