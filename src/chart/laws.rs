//! What holds for every picture, whatever it is drawn from.

use proptest::prelude::*;
use resvg::tiny_skia::Pixmap;
use resvg::usvg;

use super::font::tests::TWO_HANZI;
use super::*;

/// Texts stay on the sheet and apart from each other; the files can be read and show the same.
fn check(picture: &Picture) {
    let (width, height) = picture.size();
    let texts = picture.texts();
    for (i, text) in texts.iter().enumerate() {
        assert!(
            0.0 <= text.left && text.right <= width && 0.0 <= text.top && text.bottom <= height,
            "{text:?} leaves {width} × {height}"
        );
        for other in &texts[i + 1..] {
            assert!(!text.overlaps(other), "{text:?} and {other:?} overlap");
        }
    }
    for svg in [picture.svg(), picture.inline_svg()] {
        let tree = usvg::Tree::from_str(&svg, &usvg::Options::default()).expect("well-formed");
        assert_eq!((f64::from(tree.size().width()), f64::from(tree.size().height())), (width, height));
        assert!(svg.contains("<title id=") && svg.contains("<desc id="));
    }
}

/// Names as they come: short, long, in two scripts, with what a page may hold by accident.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Z][a-z]{2,12}",
        "[А-Я][а-я]{2,12} область",
        "[A-Za-zА-Яа-я ,–/-]{0,120}",
        "[a-z]{60,90}",
        Just("<b>&\"'\u{0}\n\u{200B}".to_string())
    ]
}

/// Sizes that differ by a factor of 10⁵ and more.
fn size() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), 0.0..1.0f64, 1.0..1000.0f64, 1e5..1e9f64, Just(1e300)]
}

fn amount() -> impl Strategy<Value = Option<Amount>> {
    prop::option::of((size(), any::<bool>()).prop_map(|(value, is_long)| {
        Amount::new(value, if is_long { format!("{value:.1} million United States dollars") } else { format!("{value:.1e}") })
    }))
}

fn is_nothing(error: &ChartError) -> bool {
    matches!(error, ChartError::Empty { .. })
}

fn labels() -> impl Strategy<Value = Labels> {
    ("[A-Za-zа-я ]{0,300}", "[A-Za-z ]{0,500}", "[A-Za-z ]{0,500}")
        .prop_map(|(title, subtitle, source)| Labels::new(title).subtitle(subtitle).source(source))
}

fn region() -> impl Strategy<Value = RegionRow> {
    (name(), amount(), amount(), amount(), prop::option::of(name())).prop_map(|(name, exports, imports, balance, note)| RegionRow {
        name,
        exports,
        imports,
        balance: balance.map(|balance| Amount::new(-balance.value, balance.printed)),
        note,
    })
}

fn band() -> impl Strategy<Value = Band> {
    (-1e3..1e5f64, prop_oneof![Just(0.0), 0.0..1.0f64, 0.0..1e4f64, Just(f64::INFINITY)], any::<bool>())
        .prop_map(|(at, width, is_below)| if is_below { Band::new(at - width, at) } else { Band::new(at, at + width) })
}

fn growth_row() -> impl Strategy<Value = GrowthRow> {
    let possible = prop::option::of(prop_oneof![band(), Just(Band::new(f64::NEG_INFINITY, f64::INFINITY))]);
    let verdict = prop::sample::select(vec![Mark::Consistent, Mark::Misworded, Mark::Contradicted, Mark::Undecided]);
    (name(), band(), name(), verdict, possible, name()).prop_map(|(name, stated, printed, verdict, possible, note)| GrowthRow {
        name,
        stated,
        printed,
        possible,
        verdict,
        note,
    })
}

fn clash_band() -> impl Strategy<Value = ClashBand> {
    let role = prop::sample::select(vec![Role::Stated, Role::Implied, Role::Help, Role::Added, Role::Subtracted]);
    (name(), band(), name(), role, name()).prop_map(|(name, band, printed, role, place)| {
        let is_step = matches!(role, Role::Added | Role::Subtracted);
        let band = if is_step { Band::new(band.lo.max(-1e9), band.hi.min(1e9)) } else { band };
        ClashBand { name, band, printed, role, place }
    })
}

fn points() -> impl Strategy<Value = Vec<SeriesPoint>> {
    let flow = || prop::option::of((size(), any::<bool>()).prop_map(|(size, is_negative)| if is_negative { -size } else { size }));
    prop::collection::btree_map(24_000..24_240i32, (name(), flow(), flow()), 1..24).prop_map(|points| {
        points.into_iter().map(|(order, (period, exports, imports))| SeriesPoint { period, order, exports, imports }).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn regional_flows_are_laid_out(labels in labels(), rows in prop::collection::vec(region(), 1..14)) {
        match RegionalFlows::new(labels, rows.clone()).draw() {
            Ok(picture) => check(&picture),
            Err(e) => prop_assert!(is_nothing(&e) && rows.iter().all(|row| row.exports.is_none() && row.imports.is_none())),
        }
    }

    #[test]
    fn growth_comparisons_are_laid_out(labels in labels(), unit in name(), rows in prop::collection::vec(growth_row(), 1..14)) {
        check(&GrowthComparison::new(labels, unit, rows).draw().unwrap());
    }

    #[test]
    fn clashes_are_laid_out(labels in labels(), unit in name(), gap in name(), bands in prop::collection::vec(clash_band(), 1..10)) {
        match Clash::new(labels, unit, bands.clone()).gap(gap).draw() {
            Ok(picture) => check(&picture),
            Err(e) => {
                let has_rival = bands.iter().any(|band| matches!(band.role, Role::Stated | Role::Implied));
                prop_assert!(is_nothing(&e) && !has_rival, "{e}");
            }
        }
    }

    #[test]
    fn flow_series_are_laid_out(labels in labels(), points in points(), marks in prop::collection::vec((23_990..24_250i32, name()), 0..8)) {
        let is_empty = points.iter().all(|point| point.exports.is_none() && point.imports.is_none());
        let mut chart = FlowSeries::new(labels, points);
        chart.marks = marks.into_iter().map(|(order, text)| SeriesMark::new(order, text)).collect();
        match chart.draw() {
            Ok(picture) => check(&picture),
            Err(e) => prop_assert!(is_nothing(&e) && is_empty),
        }
    }

    #[test]
    fn hostile_numbers_are_refused_or_drawn(value in prop::num::f64::ANY, other in prop::num::f64::ANY) {
        let labels = || Labels::new("Any number");
        let is_size = |value: f64| (0.0..=1e300).contains(&value);
        let regions = RegionalFlows::new(labels(), vec![RegionRow::new("a").exports(value, "x").imports(other, "y")]).draw();
        prop_assert_eq!(regions.is_ok(), is_size(value) && is_size(other));
        let series = FlowSeries::new(labels(), vec![SeriesPoint::new("a", 0).exports(value), SeriesPoint::new("b", 12).imports(other)]).draw();
        prop_assert_eq!(series.is_ok(), value.abs() <= 1e300 && other.abs() <= 1e300);
        for picture in [regions, series].into_iter().flatten() {
            check(&picture);
        }
        let band = Band::new(value, other);
        for drawn in [
            GrowthComparison::new(labels(), "%", vec![GrowthRow::new("a", band, "x", Mark::Undecided).possible(Band::point(1.0))]).draw(),
            Clash::new(labels(), "", vec![ClashBand::new("a", band, "x", Role::Stated), ClashBand::new("b", Band::point(1.0), "x", Role::Implied)]).draw(),
        ] {
            prop_assert!(value <= other || drawn.is_err());
            if let Ok(picture) = drawn {
                check(&picture);
            }
        }
    }
}

/// Grodno Oblast with China, January–February 2008, in million USD, as printed on the page of the Embassy of Belarus in China:
/// turnover 23.7, exports 21.1, imports 6.2, surplus 15.
fn grodno() -> Clash {
    let bands = vec![
        ClashBand::new("Exports", Band::new(21.05, 21.15), "21.1", Role::Added).place("line 3"),
        ClashBand::new("Imports", Band::new(6.15, 6.25), "6.2", Role::Added).place("line 4"),
        ClashBand::new("Exports + imports", Band::new(27.20, 27.40), "27.2 to 27.4", Role::Implied),
        ClashBand::new("Turnover", Band::new(23.65, 23.75), "23.7", Role::Stated).place("line 2"),
    ];
    Clash::new(Labels::new("Exports and imports add up to more than the turnover"), "million USD", bands).gap("3.45 apart")
}

fn pixels(png: &[u8]) -> Pixmap {
    Pixmap::decode_png(png).expect("a PNG")
}

#[test]
fn a_picture_says_what_it_shows() {
    let picture = grodno().draw().unwrap();
    let said: Vec<&str> = picture.texts().iter().map(|text| text.text.as_str()).collect();
    insta::assert_snapshot!(said.join(" | "), @"Exports and imports add up to more than the turnover | 0 | 5 | 10 | 15 | 20 | 25 | 3.45 apart | Exports | stated, added · line 3 | 21.1 | Imports | stated, added · line 4 | 6.2 | Exports + imports | implied | 27.2 to 27.4 | Turnover | stated · line 2 | 23.7 | million USD");
    insta::assert_snapshot!(picture.description(), @"Intervals on one axis, million USD. Exports (stated, added, line 3): 21.1, that is 21.05 to 21.15; Imports (stated, added, line 4): 6.2, that is 6.15 to 6.25; Exports + imports (implied): 27.2 to 27.4, that is 27.2 to 27.4; Turnover (stated, line 2): 23.7, that is 23.65 to 23.75. The intervals do not meet: 3.45 apart.");
}

#[test]
fn the_png_has_twice_the_size_and_is_not_blank() {
    let picture = grodno().draw().unwrap();
    let map = pixels(&picture.png().unwrap());
    let (width, height) = picture.size();
    assert_eq!((f64::from(map.width()), f64::from(map.height())), (2.0 * width, 2.0 * height));
    let dark = map.pixels().iter().filter(|pixel| pixel.red() < 128).count();
    assert!(map.pixels().len() / 200 < dark && dark < map.pixels().len() / 4, "{dark} dark pixels");
    assert_eq!(map.pixels()[0].red(), 255);
    for zoom in [0.0, -1.0, f64::NAN, 9.0] {
        assert!(matches!(picture.png_at(zoom), Err(ChartError::Render(_))));
    }
}

#[test]
fn outlines_show_the_letters_of_the_text() {
    let picture = grodno().draw().unwrap();
    let drawn = pixels(&picture.png_at(1.0).unwrap());
    // No font is given: what shows are outlines alone.
    let tree = usvg::Tree::from_str(&picture.svg(), &usvg::Options::default()).unwrap();
    let mut outlines = Pixmap::new(drawn.width(), drawn.height()).unwrap();
    resvg::render(&tree, resvg::tiny_skia::Transform::default(), &mut outlines.as_mut());
    let far = drawn.pixels().iter().zip(outlines.pixels()).filter(|(a, b)| 40 < a.green().abs_diff(b.green())).count();
    assert!(far < drawn.pixels().len() / 5_000, "{far} of {} pixels differ", drawn.pixels().len());
}

#[test]
fn the_measured_width_of_a_text_is_that_of_the_drawn_one() {
    let picture = grodno().draw().unwrap();
    let fonts = Fonts::new().unwrap();
    let options = usvg::Options { fontdb: fonts.database(), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(&picture.inline_svg(), &options).unwrap();
    let drawn: Vec<f64> = tree
        .root()
        .children()
        .iter()
        .flat_map(|node| if let usvg::Node::Group(group) = node { group.children().to_vec() } else { vec![node.clone()] })
        .filter_map(|node| if let usvg::Node::Text(text) = node { Some(f64::from(text.abs_bounding_box().width())) } else { None })
        .collect();
    assert_eq!(drawn.len(), picture.texts().len());
    for (text, drawn) in picture.texts().iter().zip(drawn) {
        let measured = text.right - text.left;
        assert!((measured - drawn).abs() <= 3.0 + measured * 0.01, "{}: measured {measured}, drawn {drawn}", text.text);
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (one, two) = (grodno().draw().unwrap(), grodno().draw().unwrap());
    assert_eq!(one.svg(), two.svg());
    assert_eq!(one.inline_svg(), two.inline_svg());
    assert_eq!(one.png().unwrap(), two.png().unwrap());
}

#[test]
fn pictures_on_one_page_have_different_ids() {
    let id = |picture: Picture| picture.inline_svg().split("<title id=\"").nth(1).unwrap().split('"').next().unwrap().to_string();
    let mut other = grodno();
    other.labels.title.push('!');
    assert_ne!(id(grodno().draw().unwrap()), id(other.draw().unwrap()));
}

#[test]
fn inlined_pictures_do_not_repeat_the_font() {
    let picture = grodno().draw().unwrap();
    assert!(picture.inline_svg().len() < 10_000);
    assert!(!picture.inline_svg().contains("base64"));
    assert_eq!(font_face_css().matches("@font-face").count(), 2);
}

#[test]
fn a_cut_name_stands_whole_in_its_title_element() {
    let name = "Federation of Bosnia and Herzegovina without the Brčko District & its <surroundings>";
    let row = RegionRow::new(name).exports(1.0, "1");
    let picture = RegionalFlows::new(Labels::new("Long names"), vec![row]).draw().unwrap();
    let whole = "Federation of Bosnia and Herzegovina without the Brčko District &amp; its &lt;surroundings&gt;";
    assert!(picture.inline_svg().contains(&format!("<title>{whole}</title>")));
}

#[test]
fn nothing_to_draw_is_an_error_that_says_what_is_needed() {
    let labels = || Labels::new("Nothing");
    let needed = [
        RegionalFlows::new(labels(), vec![RegionRow::new("Gomel Oblast")]).draw(),
        GrowthComparison::new(labels(), "%", Vec::new()).draw(),
        Clash::new(labels(), "%", vec![ClashBand::new("a", Band::point(1.0), "1", Role::Help)]).draw(),
        FlowSeries::new(labels(), vec![SeriesPoint::new("2009", 0)]).draw(),
    ]
    .map(|drawn| drawn.unwrap_err().to_string());
    insta::assert_snapshot!(needed.join("\n"), @r#"
    regional flows: nothing to draw; needed: a region with exports or imports
    growth comparison: nothing to draw; needed: a stated growth rate
    clash: nothing to draw; needed: a stated or an implied interval
    flow series: nothing to draw; needed: a period with exports or imports
    "#);
}

#[test]
fn wrong_values_are_named() {
    let labels = || Labels::new("Wrong");
    let reversed = ClashBand::new("Turnover", Band::new(2.0, 1.0), "x", Role::Stated);
    let faults = [
        RegionalFlows::new(labels(), vec![RegionRow::new("Brest Oblast").imports(-1.5, "−1.5")]).draw(),
        RegionalFlows::new(labels(), vec![RegionRow::new("Brest Oblast").imports(f64::NAN, "?")]).draw(),
        Clash::new(labels(), "%", vec![reversed]).draw(),
        FlowSeries::new(labels(), vec![SeriesPoint::new("2009", 5).exports(1.0), SeriesPoint::new("May", 5).exports(1.0)]).draw(),
    ]
    .map(|drawn| drawn.unwrap_err().to_string());
    insta::assert_snapshot!(faults.join("\n"), @r#"
    regional flows: Brest Oblast, imports: -1.5 is below zero; exports and imports are sizes, a deficit belongs in the balance
    regional flows: Brest Oblast, imports: NaN cannot be drawn; needed: a finite number of at most 1e300 in size
    clash: Turnover: [2, 1] is no interval; needed: lo <= hi
    flow series: "2009" and "May" stand at the same month; needed: one point for each period
    "#);
}

#[test]
fn a_missing_glyph_is_an_error_unless_a_font_or_a_substitute_is_given() {
    let chart = RegionalFlows::new(Labels::new("中国"), vec![RegionRow::new("Minsk").exports(1.0, "1")]);
    assert_eq!(chart.draw().unwrap_err(), ChartError::MissingGlyph { missing: vec!['中', '国'], text: "中国".to_string() });

    let given = chart.draw_with(&Fonts::new().unwrap().with(TWO_HANZI.to_vec()).unwrap()).unwrap();
    assert!(given.missing().is_empty());
    let substituted = chart.draw_with(&Fonts::new().unwrap().substitutes()).unwrap();
    assert_eq!(substituted.missing(), ['中', '国']);
    // The title line shows ink in both, and not the same.
    let ink = |picture: &Picture| {
        pixels(&picture.png_at(1.0).unwrap()).pixels()[..1100 * 50].iter().filter(|pixel| pixel.red() < 128).count()
    };
    assert!(50 < ink(&given) && 50 < ink(&substituted) && ink(&given) != ink(&substituted));
    assert!(substituted.inline_svg().contains("中国</text>"));
}

#[test]
fn above_sixty_rows_the_largest_are_drawn_and_the_rest_is_counted() {
    let rows = (0..100).map(|i| RegionRow::new(format!("Region {i}")).exports(f64::from(i), i.to_string()));
    let picture = RegionalFlows::new(Labels::new("Many"), rows.collect()).draw().unwrap();
    let said = |text: &str| picture.texts().iter().any(|line| line.text == text);
    assert!(said("and 40 more regions with smaller figures") && said("Region 40") && said("Region 99") && !said("Region 39"));
}

#[test]
fn many_rows_are_laid_out() {
    let rows = (0..80).map(|i| {
        let (rate, verdict) = (f64::from(i * 37 % 41 - 20), if i % 7 == 0 { Mark::Contradicted } else { Mark::Consistent });
        GrowthRow::new(format!("Commodity group {i}"), Band::point(rate), rate.to_string(), verdict)
            .possible(Band::new(rate + 0.5, rate + 3.0))
    });
    let picture = GrowthComparison::new(Labels::new("Many"), "%", rows.collect()).draw().unwrap();
    check(&picture);
    let count = |word: &str| picture.texts().iter().filter(|text| text.text == word).count();
    assert_eq!((count("contradicted"), count("consistent"), count("and 20 more rates, all consistent")), (12, 48, 1));
}

#[test]
fn a_missing_period_breaks_the_line() {
    let lines = |points: Vec<SeriesPoint>| {
        let picture = FlowSeries::new(Labels::new("Gaps"), points).draw().unwrap();
        picture.inline_svg().matches("stroke=\"#126A9E\" stroke-width=\"24\"").count()
    };
    let year = |year: i32| SeriesPoint::new(year.to_string(), year * 12).exports(1.0);
    assert_eq!(lines(vec![year(2008), year(2009), year(2010)]), 1);
    assert_eq!(lines(vec![year(2007), year(2008), year(2010), year(2011)]), 2);
    // Two years apart, and nothing else: a gap, since no period is longer than a year.
    assert_eq!(lines(vec![year(2008), year(2010)]), 0);
    assert_eq!(lines(vec![year(2008), SeriesPoint::new("2009", 2009 * 12), year(2010)]), 0);
}
