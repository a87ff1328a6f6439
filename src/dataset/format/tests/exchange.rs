//! Formats of exchange: Comtrade, SDMX-CSV, Comext and BACI, a file for each layout and each trap that the real ones hold.

use super::{read, told};
use crate::dataset::{Dataset, Format};
use crate::error::FaultKind;

fn notes(dataset: &Dataset) -> Vec<&str> {
    dataset.notes().iter().map(|note| note.split_once(": ").map_or(note.as_str(), |(_, rest)| rest)).collect()
}

fn check(name: &str, bytes: &[u8], format: Format, observations: &[&str]) -> Dataset {
    let dataset = read(name, bytes).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(dataset.format(), Some(format));
    assert_eq!(told(&dataset), observations, "{name}");
    dataset
}

const WEB: &str = "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,flowDesc,partnerCode,\
partnerISO,partnerDesc,partner2Code,partner2ISO,partner2Desc,classificationCode,classificationSearchCode,isOriginalClassification,cmdCode,\
cmdDesc,aggrLevel,isLeaf,customsCode,customsDesc,mosCode,motCode,motDesc,qtyUnitCode,qtyUnitAbbr,qty,isQtyEstimated,altQtyUnitCode,\
altQtyUnitAbbr,altQty,isAltQtyEstimated,netWgt,isNetWgtEstimated,grossWgt,isGrossWgtEstimated,cifvalue,fobvalue,primaryValue,\
legacyEstimationFlag,isReported,isAggregate\n";

/// 47 names and 48 cells, a byte of ISO-8859-1, a blank in a code; the world, a country and an area that is none.
#[test]
fn comtrade_as_the_website_gives_it() {
    let row = |year: &str, partner: &str, name: &[u8], value: &str, weight: &str| {
        let mut row = format!(
            "\"C\",\"A\",\"{year}0101\",\"{year}\",\"52\",\"{year}\",\"764\",\"THA\",\"Thailand\",\"M\",\"Import\",\"{partner}\",\"X\",\""
        )
        .into_bytes();
        row.extend_from_slice(name);
        let rest = format!(
            "\",\"0\",\"W00\",\"World\",\"H4\",\"HS\",\"true\",\"8542\",\"Circuits, integrated\",\"4\",\"false\",\"C00\",\"TOTAL CPC\",\"0 \",\"0\",\
             \"TOTAL MOT\",\"-1\",\"N/A\",,\"false\",\"-1\",\"N/A\",,\"false\",\"{weight}\",\"true\",,\"false\",\"{value}\",,\"{value}\",\"4\",\"true\",\"false\",\n"
        );
        row.extend_from_slice(rest.as_bytes());
        row
    };
    let file = [
        WEB.as_bytes().to_vec(),
        row("2014", "0", b"World", "9680795326", ""),
        row("2014", "531", b"Cura\xe7ao", "60938.25", "74"),
        row("2014", "899", b"Areas, nes", "12", "0"),
        row("2014", "490", b"Other Asia, nes", "2014000", ""),
    ]
    .concat();
    let dataset = check(
        "TradeData.csv",
        &file,
        Format::Comtrade,
        &[
            "Thailand | Areas not elsewhere specified | imports | 8542 | 2014 | 12 | USD",
            "Thailand | Curaçao | imports | 8542 | 2014 | 60938.25 | USD",
            "Thailand | Curaçao | imports | 8542 | 2014 | 74 | kg | estimated",
            "Thailand | Taiwan | imports | 8542 | 2014 | 2014000 | USD",
            "Thailand | World | imports | 8542 | 2014 | 9680795326 | USD",
        ],
    );
    assert_eq!(
        notes(&dataset),
        [
            &*format!(
                "the byte 0xe7 at offset {} is not UTF-8; the file is read as iso-8859-1, as UN Comtrade writes it",
                file.iter().position(|b| *b == 0xe7).unwrap()
            ),
            "a quantity of zero beside a value is nothing that was observed, and was left out (1 row, first in line 4)",
            "an empty cell beyond the header was left out (4 rows, first in line 2)",
            "blanks beside a code were taken off (4 rows, first in line 2)",
        ]
    );
    assert_eq!(dataset.levels()[1].place.to_string(), "TradeData.csv:3");
}

/// Months, sub-flows, parts by procedure and transport, a second valuation, snake case, `NA` for nothing.
#[test]
fn comtrade_as_its_interface_gives_it() {
    let text = "dataset_code\tfreq_code\tperiod\treporter_code\tflow_code\tpartner_code\tcmd_code\tcustoms_code\tmot_code\tcifvalue\tfobvalue\tprimary_value\tis_aggregate\n\
                1\tM\t202301\t842\tX\t699\tTOTAL\tC00\t0\tNA\t26.0\t26.0\t0\n\
                1\tM\t202301\t842\tX\t699\tTOTAL\tC00\t2100\tNA\t20\t20\t0\n\
                1\tM\t202301\t842\tDX\t699\tTOTAL\tC00\t0\tNA\t19\t19\t0\n\
                1\tM\t202301\t842\tM\t251\tTOTAL\tC00\t0\t11\t10\t11\t0\n\
                1\tM\t202301\t842\tFM\t251\tTOTAL\tC00\t0\t5\tNA\t5\t0\n";
    check(
        "bulk.txt",
        text.as_bytes(),
        Format::Comtrade,
        &[
            "United States | France | imports | 2023-01 | 11 | USD",
            "United States | France | imports | FOB | 2023-01 | 10 | USD",
            "United States | France | imports | foreign goods | 2023-01 | 5 | USD",
            "United States | India | domestic-exports | 2023-01 | 19 | USD",
            "United States | India | exports | 2023-01 | 26.0 | USD",
            "United States | India | exports | transport 2100 | 2023-01 | 20 | USD",
        ],
    );
}

/// Older records have a zero where they give no second valuation; a sub-flow keeps the details of its rows; a download may have one value alone.
#[test]
fn comtrade_without_a_second_valuation() {
    let text = "period,reporterCode,flowCode,partnerCode,cmdCode,motCode,cifvalue,fobvalue,primaryValue\n\
                2018,842,M,251,TOTAL,0,53,0,53\n2018,842,M,276,TOTAL,0,0,0,0\n2018,842,FM,251,TOTAL,0,5,,5\n2018,842,FM,251,TOTAL,2100,4,,4\n";
    let dataset = check(
        "old.csv",
        text.as_bytes(),
        Format::Comtrade,
        &[
            "United States | France | imports | 2018 | 53 | USD",
            "United States | France | imports | foreign goods | 2018 | 5 | USD",
            "United States | France | imports | foreign goods; transport 2100 | 2018 | 4 | USD",
            "United States | Germany | imports | 2018 | 0 | USD",
        ],
    );
    assert_eq!(
        notes(&dataset),
        ["a second valuation of zero beside a value is none that was given, and was left out (1 row, first in line 2)"]
    );
    let one = "RefYear,ReporterISO,FlowDesc,PartnerISO,CmdCode,Fobvalue\n2018,NZL,Export,AFG,TOTAL,836.5\n";
    check("one.csv", one.as_bytes(), Format::Comtrade, &["New Zealand | Afghanistan | exports | 2018 | 836.5 | USD"]);
    let error =
        read("none.csv", b"RefYear,ReporterISO,FlowCode,PartnerISO,PartnerCode,ReporterCode,CmdCode\n2018,NZL,X,AFG,4,554,TOTAL\n")
            .unwrap_err();
    assert!(error.to_string().contains("the column `primaryValue` is missing"), "{error}");
}

#[test]
fn comtrade_until_2023() {
    let text = "Classification,Year,Period,Period Desc.,Aggregate Level,Is Leaf Code,Trade Flow Code,Trade Flow,Reporter Code,Reporter,Reporter ISO,Partner Code,Partner,Partner ISO,Commodity Code,Commodity,Qty Unit Code,Qty Unit,Qty,Netweight (kg),Trade Value (US$),Flag\r\n\
                S4,2015,2015,2015,2,0,1,Import,156,China,CHN,344,\"China, Hong Kong SAR\",HKG,00,Live animals,1,No Quantity,,,513122,0\r\n\
                S4,2015,2015,2015,2,0,3,Re-Export,156,China,CHN,344,\"China, Hong Kong SAR\",HKG,00,Live animals,8,Weight in kilograms,70,70,9,4\r\n";
    check(
        "comtrade.csv",
        text.as_bytes(),
        Format::ComtradeLegacy,
        &[
            "China | Hong Kong | imports | 00 | 2015 | 513122 | USD",
            "China | Hong Kong | re-exports | 00 | 2015 | 9 | USD",
            "China | Hong Kong | re-exports | 00 | 2015 | 70 | kg | estimated",
        ],
    );
    let cut = "Classification,Year,Trade Flow,Reporter,Partner,Commodity Code,Trade Value (US$)\nH4,2017,Export,USA,China,1,12\nH4,2017,Export,USA,China,101,5\nH4,2017,Export,USA,China,TOTAL,99\n";
    let dataset = check(
        "us-china2017.csv",
        cut.as_bytes(),
        Format::ComtradeLegacy,
        &[
            "United States | China | exports | 2017 | 99 | USD",
            "United States | China | exports | 01 | 2017 | 12 | USD",
            "United States | China | exports | 0101 | 2017 | 5 | USD",
        ],
    );
    assert_eq!(notes(&dataset), ["a commodity code had lost its leading zero, which was put back (2 rows, first in line 2)"]);
    let letters = "Classification,Year,Trade Flow Code,Trade Flow,Reporter,Partner,Mode of Transport Code,Commodity Code,Trade Value (US$)\n\
                   H5,2022,0,X,USA,World,0,TOTAL,12\nH5,2022,0,FM,USA,World,2100,TOTAL,4\n";
    check(
        "letters.csv",
        letters.as_bytes(),
        Format::ComtradeLegacy,
        &[
            "United States | World | exports | 2022 | 12 | USD",
            "United States | World | imports | foreign goods; transport 2100 | 2022 | 4 | USD",
        ],
    );
    let unknown = read("q.csv", letters.replace(",FM,", ",Q,").as_bytes()).unwrap_err();
    assert!(unknown.to_string().contains("the letters that stand for flows since 2022"), "{unknown}");
}

#[test]
fn eurostat_with_labels() {
    let text = "DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE\r\n\
                ESTAT:DS-045409(1.0),17/02/25 11:00:00,Monthly,\"European Union (AT-01/1995, BE-01/1958)\",Extra-EU (= 'WORLD' - 'EU_INTRA'),\"Waste, of plastics\",IMPORT,QUANTITY_IN_100KG,\"  2023-09\",302984.81,\r\n";
    let dataset = check(
        "plastic.csv",
        text.as_bytes(),
        Format::SdmxCsv,
        &["European Union | Extra-EU | imports | Waste, of plastics | 2023-09 | 302984.81 10^2 | kg"],
    );
    assert_eq!(dataset.notes().len(), 2, "{:?}", dataset.notes());
    let text = "DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n\
                ESTAT:DS-045409(1.0),x,M,DE,QZ,TOTAL,2,VALUE_IN_EUROS,2023-01,5,p\n\
                ESTAT:DS-045409(1.0),x,M,EL,WORLD,39,1,VALUE_IN_EUROS,2023-01,:,c\n\
                ESTAT:DS-045409(1.0),x,M,EL,XS,39,1,VALUE_IN_EUROS,2023-01,: z,\n\
                ESTAT:DS-045409(1.0),x,M,EL,XS,39,1,VALUE_IN_EUROS,2023-02,7,es\n";
    let dataset = check(
        "ids.csv",
        text.as_bytes(),
        Format::SdmxCsv,
        &[
            "Germany | Countries not disclosed outside the EU | exports | 2023-01 | 5 | EUR | provisional",
            "Greece | Serbia | imports | 39 | 2023-02 | 7 | EUR | estimated",
        ],
    );
    assert_eq!(dataset.withheld().len(), 1);
    assert_eq!(dataset.withheld()[0].key.partner.as_str(), "World");
}

/// 1.0 with attributes behind the value, 2.x in any order, both labels in a cell, a comma before decimals, `NaN`, a deletion.
#[test]
fn sdmx_csv_of_others() {
    let text = "DATAFLOW,FREQ,REF_AREA,INDICATOR,COUNTERPART_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MULT,OBS_STATUS,DECIMALS\n\
                IMF:DOT(1.0),A,BY,TXG_FOB_USD,CN,2019,674.9,6,A,2\n\
                IMF:DOT(1.0),A,BY,TMG_CIF_USD,CN,2019,3806,6,E,\n\
                IMF:DOT(1.0),A,BY,TMG_CIF_USD,W00,2019,NaN,6,M,\n";
    check(
        "dot.csv",
        text.as_bytes(),
        Format::SdmxCsv,
        &[
            "Belarus | China | exports | FOB | 2019 | 674.90 million | USD",
            "Belarus | China | imports | CIF | 2019 | 3806 million | USD | estimated",
        ],
    );
    let text = "STRUCTURE[|];STRUCTURE_ID;ACTION;OBS_VALUE: Value;UNIT_MEASURE: Unit;FREQ: Frequency;REF_AREA: Area;TRADE_FLOW: Flow;COUNTERPART_AREA: Partner;TIME_PERIOD: Time\n\
                dataflow;OECD:X(1.0): Trade;I;1585,754;USD: US dollar;Q: Quarterly;FRA: France;X: Exports;DEU: Germany;2010-Q1: 2010 Q1\n\
                dataflow;OECD:X(1.0): Trade;D;3,5;USD: US dollar;Q: Quarterly;FRA: France;X: Exports;DEU: Germany;2010-Q2: 2010 Q2\n";
    let dataset =
        check("both.csv", text.as_bytes(), Format::SdmxCsv, &["France | Germany | exports | 2010-01/2010-03 | 1585.754 | USD"]);
    assert_eq!(notes(&dataset), ["a row that deletes observations was passed over (1 row, first in line 3)"]);
    // A dimension that no other column tells keeps series apart.
    let text =
        "DATAFLOW,REF_AREA,FLOW,COUNTERPART_AREA,ACTIVITY,TIME_PERIOD,OBS_VALUE\nX,AT,M,IT,C10,2020,5\nX,AT,M,IT,C11,2020,6\n";
    check(
        "tec.csv",
        text.as_bytes(),
        Format::SdmxCsv,
        &["Austria | Italy | imports | activity C10 | 2020 | 5", "Austria | Italy | imports | activity C11 | 2020 | 6"],
    );
}

/// `labels=name`: a column of names behind each component, with commas and colons in them, one that is itself an identifier, and of one
/// code that no list has.
#[test]
fn sdmx_csv_with_names_beside_codes() {
    let text = "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,REF_AREA,Reference area,FREQ,Frequency of observation,COUNTERPART_AREA,Counterpart area,\
TRADE_FLOW,Trade flow,PRODUCT,SITC,UNIT_MEASURE,Unit of measure,TIME_PERIOD,Time period,OBS_VALUE,Observation value,UNIT_MULT,Unit multiplier,OBS_STATUS,Observation status\n\
                DATAFLOW,OECD.SDD:DSD_X(1.0),\"Trade, by partner: goods\",I,MDA,\"Moldova, Republic of\",Q,Quarterly,ROU,Romania,X,Exports: goods,7,\"Machinery, transport\",USD,US dollar,2010-Q1,,15.5,,6,Millions,A,Normal value\n\
                DATAFLOW,OECD.SDD:DSD_X(1.0),\"Trade, by partner: goods\",I,MDA,\"Moldova, Republic of\",Q,Quarterly,X99,\"Free zone \"\"North\"\", others\",X,Exports: goods,7,\"Machinery, transport\",USD,US dollar,2010-Q1,,2,,6,Millions,E,Estimated value\n\
                DATAFLOW,OECD.SDD:DSD_X(1.0),\"Trade, by partner: goods\",I,MDA,\"Moldova, Republic of\",,,,,,,,,,,,,,,,,,\n";
    let dataset = check(
        "oecd.csv",
        text.as_bytes(),
        Format::SdmxCsv,
        &[
            "Moldova | Free zone \"North\", others | exports | 7 | 2010-01/2010-03 | 2 million | USD | estimated",
            "Moldova | Romania | exports | 7 | 2010-01/2010-03 | 15.5 million | USD",
        ],
    );
    assert_eq!(
        notes(&dataset),
        ["a row without period and value tells something of series, and no observation (1 row, first in line 4)"]
    );
    // Names alone.
    let text = "STRUCTURE,STRUCTURE_ID,ACTION,Reference area,Counterpart area,Trade flow,Unit of measure,Time period,Observation value,Unit multiplier\n\
                dataflow,X:Y(1.0),I,\"Moldova, Republic of\",\"China, mainland\",Imports,USD,2010,7,3\n";
    check("names.csv", text.as_bytes(), Format::SdmxCsv, &["Moldova | China | imports | 2010 | 7 thousand | USD"]);
    // A column of names that is missing does not shift the others.
    let text = "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,REF_AREA,Reference area,COUNTERPART_AREA,Counterpart area,TRADE_FLOW,Trade flow,TIME_PERIOD,OBS_VALUE,OBS_STATUS,Observation status\n\
                dataflow,X:Y(1.0),Z,I,FR,France,DE,Germany,M,Imports,2010,7,A,Normal\n";
    check("less.csv", text.as_bytes(), Format::SdmxCsv, &["France | Germany | imports | 2010 | 7"]);
}

/// Both in a cell, where labels hold commas, colons and quotes; days that stand for periods.
#[test]
fn sdmx_csv_with_codes_and_names_in_one_cell() {
    let text = "STRUCTURE[;],STRUCTURE_ID,ACTION,REF_AREA: Reference area,FREQ: Frequency,COUNTERPART_AREA: Partner,TRADE_FLOW: Flow,TIME_PERIOD: Time,OBS_VALUE: Value,UNIT_MEASURE: Unit,OBS_STATUS: Status\n\
                dataflow,\"X:Y(1.0): Trade: goods, services\",I,FRA: France,M: Monthly,\"HKG: Hong Kong, China\",X: Exports: f.o.b.,2014-01-01,7,\"USD: US dollar, current\",A: Normal value\n\
                dataflow,\"X:Y(1.0): Trade: goods, services\",I,FRA: France,Q: Quarterly,\"HKG: Hong Kong, China\",X: Exports: f.o.b.,2014-04-01T00:00:00,8,\"USD: US dollar, current\",A: Normal value\n";
    let dataset = check(
        "both.csv",
        text.as_bytes(),
        Format::SdmxCsv,
        &["France | Hong Kong | exports | 2014-01 | 7 | USD", "France | Hong Kong | exports | 2014-04/2014-06 | 8 | USD"],
    );
    assert_eq!(
        notes(&dataset),
        ["a day that begins a period stands for the period, as the frequency says (2 rows, first in line 2)"]
    );
}

/// Programs that fetch SDMX leave the name of the structure out.
#[test]
fn sdmx_csv_without_a_structure() {
    let text = "freq,stk_flow,partner,sitc06,geo,TIME_PERIOD,values\nM,IMP,CN,SITC5,LT,2020-01-01,1.2\n";
    check("fetched.csv", text.as_bytes(), Format::SdmxCsv, &["Lithuania | China | imports | SITC5 | 2020-01 | 1.2"]);
}

#[test]
fn comext_in_its_three_forms() {
    let current = "REPORTER,PARTNER,TRADE_TYPE,PRODUCT_NC,PRODUCT_SITC,PRODUCT_BEC,FLOW,STAT_PROCEDURE,SUPPL_UNIT,PERIOD,VALUE_EUR,VALUE_NAC,QUANTITY_KG,QUANTITY_SUPPL_UNIT\n\
                   DE,CN,E,85423190,77641,22,1,1,NAR,202301,125.50,125.50,3,40\n\
                   DE,QV,I,39XXXXXX,5,22,2,9,NO_SU,202352,7,7,1,0\n";
    let dataset = check(
        "full.dat",
        current.as_bytes(),
        Format::Comext,
        &[
            "Germany | China | imports | procedure 1 | 85423190 | 2023-01 | 125.50 | EUR",
            "Germany | China | imports | procedure 1 | 85423190 | 2023-01 | 40 | NAR",
            "Germany | China | imports | procedure 1 | 85423190 | 2023-01 | 3 | kg",
            "Germany | Countries not specified within the EU | exports | procedure 9 | 39XXXXXX | 2023 | 7 | EUR",
            "Germany | Countries not specified within the EU | exports | procedure 9 | 39XXXXXX | 2023 | 1 | kg",
        ],
    );
    assert!(notes(&dataset).iter().any(|note| note.contains("confidentiality")), "{:?}", dataset.notes());
    let middle = "DECLARANT,DECLARANT_ISO,PARTNER,PARTNER_ISO,TRADE_TYPE,PRODUCT_NC,FLOW,STAT_REGIME,SUPP_UNIT,PERIOD,VALUE_IN_EUROS,QUANTITY_IN_KG,SUP_QUANTITY\n\
                  004,DE,0720,CN,E,85423190,2,4,A,201601,9,8,\n004,DE,0977,QX,E,85423190,2,1,A,201601,5,4,\n";
    check(
        "full201601.dat",
        middle.as_bytes(),
        Format::Comext,
        &[
            "Germany | China | exports | 85423190 | 2016-01 | 9 | EUR",
            "Germany | China | exports | 85423190 | 2016-01 | 8 | kg",
            "Germany | Countries not disclosed | exports | procedure 1 | 85423190 | 2016-01 | 5 | EUR",
            "Germany | Countries not disclosed | exports | procedure 1 | 85423190 | 2016-01 | 4 | kg",
        ],
    );
    let oldest = "DECLARANT,PARTNER,PRODUCT_NC,FLOW,STAT_REGIME,PERIOD,VALUE_1000ECU,QUANTITY_TON,SUP_QUANTITY\n004,0977,01011100,1,4,198801,12.25,3.1,\n";
    check(
        "nc198801.dat",
        oldest.as_bytes(),
        Format::Comext,
        &[
            "004 | Countries not disclosed | imports | 01011100 | 1988-01 | 12.25 thousand | ECU",
            "004 | Countries not disclosed | imports | 01011100 | 1988-01 | 3.1 thousand | kg",
        ],
    );
}

#[test]
fn baci_is_read_from_both_sides() {
    let text = "t,i,j,k,v,q\n2019,842,490,10121,12.345,    0.500\n2019,699,251,854231,3.1,NA\n";
    let dataset = check(
        "BACI_HS92_Y2019.csv",
        text.as_bytes(),
        Format::Baci,
        &[
            "France | India | imports | 854231 | 2019 | 3.1 thousand | USD",
            "India | France | exports | 854231 | 2019 | 3.1 thousand | USD",
            "Taiwan | United States | imports | 010121 | 2019 | 12.345 thousand | USD",
            "Taiwan | United States | imports | 010121 | 2019 | 0.500 thousand | kg",
            "United States | Taiwan | exports | 010121 | 2019 | 12.345 thousand | USD",
            "United States | Taiwan | exports | 010121 | 2019 | 0.500 thousand | kg",
        ],
    );
    assert_eq!(dataset.notes().len(), 2, "{:?}", dataset.notes());
}

#[test]
fn what_cannot_be_read_is_named_cell_by_cell() {
    let text = "period,reporterCode,flowCode,partnerCode,cmdCode,primaryValue\n2014,764,Q,0,8542,1\n20145,764,M,0,8542,2\n2014,764,M,0,8542,many\n2014,764,M,0,8542\n";
    let error = read("x.csv", text.as_bytes()).unwrap_err();
    assert_eq!(error.kind(), FaultKind::Row, "{error}");
    let error = read("x.csv", text.rsplit_once("2014,764").unwrap().0.as_bytes()).unwrap_err();
    let places: Vec<String> = error.faults().iter().map(|fault| fault.to_string()).collect();
    assert_eq!(
        places,
        [
            "x.csv:2: column `flowCode`: `Q` is no flow of Comtrade; X, M, RX, RM, DX, FM, MIP, MOP, XIP and XOP are",
            "x.csv:3: column `period`: `20145` is not a period: accepted are years (2009, 2006/2009), months (2010-01, 2010-01/2010-09), quarters \
             (2010-Q1), half-years (2010-S1), a start and a duration (2010-01-01/P9M), fiscal years by their months (2010-07/2011-06), and days \
             for stocks (2012-07-01)",
            "x.csv:4: column `primaryValue`: `many` is not a figure; digits as printed are accepted: 633.9, 1 234,5, 1,234.50, −28.9, (28.9), 1.5e6, \
             seven, doubled",
        ]
    );
    let error = read("x.csv", b"reporterCode,flowCode,partnerCode,cmdCode,primaryValue\n764,M,0,8542,1\n").unwrap_err();
    assert!(error.to_string().contains("the column `period` is missing; present are reporterCode"), "{error}");
    assert_eq!(read("x.csv", WEB.as_bytes()).unwrap_err().kind(), FaultKind::Empty);
    assert_eq!(read("x.csv", b"t,i,j,k,v,q\n").unwrap_err().kind(), FaultKind::Empty);
}

/// Equal observations count once; two that differ are an error with both places.
#[test]
fn one_key_has_one_value() {
    let file = |second: &str| format!("t,i,j,k,v,q\n2019,842,490,010121,12.3,\n2019,842,490,010121,{second},\n");
    let once = read("x.csv", file("12.3").as_bytes()).unwrap();
    assert_eq!(once.len(), 2);
    assert!(once.notes().iter().any(|note| note.contains("2 observations stand there a second time")), "{:?}", once.notes());
    let error = read("x.csv", file("12.4").as_bytes()).unwrap_err();
    assert_eq!(error.kind(), FaultKind::Duplicate);
    assert!(error.to_string().contains("x.csv:2") && error.to_string().contains("x.csv:3"), "{error}");
}

proptest::proptest! {
    /// No bytes make a reader panic, whatever the header promised.
    #[test]
    fn any_rows_are_read_or_refused(header in 0..6usize, rows in proptest::collection::vec("[0-9A-Za-z,.: é\"-]{0,40}", 0..5)) {
        let headers = [
            WEB.trim_end(),
            "Year,Trade Flow,Reporter,Partner,Commodity Code,Trade Value (US$),Qty,Qty Unit",
            "DATAFLOW,REF_AREA,FLOW,TIME_PERIOD,OBS_VALUE,UNIT_MULT,OBS_FLAG,DECIMALS",
            "REPORTER,PARTNER,PRODUCT_NC,FLOW,STAT_PROCEDURE,PERIOD,VALUE_EUR",
            "t,i,j,k,v,q",
            "STRUCTURE,ACTION,reporter,indicators,TIME_PERIOD,OBS_VALUE",
        ];
        let _ = read("any", format!("{}\n{}\n", headers[header], rows.join("\n")).as_bytes());
    }
}
