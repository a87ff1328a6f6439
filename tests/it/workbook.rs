//! Workbooks as bytes: a zip archive of texts that are not compressed.

/// A workbook with one sheet of these rows; cells that are numbers are written as numbers.
pub fn of_rows(sheet: &str, rows: &[Vec<String>]) -> Vec<u8> {
    let cell = |(column, text): (usize, &String)| {
        let at = char::from(b'A' + u8::try_from(column).expect("few columns"));
        match text.parse::<f64>() {
            _ if text.is_empty() => String::new(),
            Ok(_) => format!("<c r=\"{at}{{row}}\"><v>{text}</v></c>"),
            Err(_) => format!("<c r=\"{at}{{row}}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
        }
    };
    let row = |(row, cells): (usize, &Vec<String>)| {
        let number = (row + 1).to_string();
        let cells: String = cells.iter().enumerate().map(cell).collect();
        format!("<row r=\"{number}\">{}</row>", cells.replace("{row}", &number))
    };
    let data: String = rows.iter().enumerate().map(row).collect();
    let data = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{data}</sheetData></worksheet>");
    zip(&book(sheet, "worksheet", "worksheets/sheet1.xml", &data))
}

/// A workbook whose one sheet is a chart.
pub fn of_a_chart() -> Vec<u8> {
    zip(&book("Chart", "chartsheet", "chartsheets/sheet1.xml", &format!("<chartsheet xmlns=\"{MAIN}\"/>")))
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const DOCUMENT: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

fn book(sheet: &str, kind: &str, path: &str, data: &str) -> Vec<(String, String)> {
    let related = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{DOCUMENT}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let workbook = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{DOCUMENT}\"><sheets><sheet name=\"{sheet}\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let types =
        format!("<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>");
    let files = [
        ("[Content_Types].xml".to_owned(), types),
        ("_rels/.rels".to_owned(), related("officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml".to_owned(), workbook),
        ("xl/_rels/workbook.xml.rels".to_owned(), related(kind, path)),
        (format!("xl/{path}"), data.to_owned()),
    ];
    files.to_vec()
}

/// An archive of files.
pub fn zip(files: &[(String, String)]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let length = |text: &str| u32::try_from(text.len()).expect("small").to_le_bytes();
        let mut head = Vec::from([20, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        head.extend(crc32(text.as_bytes()).to_le_bytes());
        head.extend([length(text), length(text)].concat());
        head.extend(&length(name)[..2]);
        head.extend([0, 0]);
        let offset = u32::try_from(bytes.len()).expect("small").to_le_bytes();
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&head);
        directory.extend([0; 10]);
        directory.extend(offset);
        directory.extend(name.as_bytes());
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&head);
        bytes.extend(name.as_bytes());
        bytes.extend(text.as_bytes());
    }
    let count = u16::try_from(files.len()).expect("few").to_le_bytes();
    let (start, size) = (u32::try_from(bytes.len()).expect("small"), u32::try_from(directory.len()).expect("small"));
    bytes.extend(directory);
    bytes.extend(b"PK\x05\x06\x00\x00\x00\x00");
    bytes.extend([count, count].concat());
    bytes.extend([size.to_le_bytes(), start.to_le_bytes()].concat());
    bytes.extend([0, 0]);
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |sum: u32| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
    !bytes.iter().fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum)))
}
