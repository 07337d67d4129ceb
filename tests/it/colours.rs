//! Colours of pictures: those that lcms2 makes of the same profiles, and never a negative.
//!
//! `ink.icc` is a profile of four inks of our own making; the pictures beside it that end in
//! `-as-srgb` were made by lcms2, by the relative intent.

use dateline::picture::{self, Encoding, Recipe, look};

use crate::pictures::{WHOLE, fixture, one, pixels, png_pixels};

const PNG: Recipe = Recipe {
    encoding: Encoding::Png,
    ..WHOLE
};

fn most_difference(one: &[u8], other: &[u8]) -> u8 {
    assert_eq!(one.len(), other.len());
    let differences = one.iter().zip(other).map(|(a, b)| a.abs_diff(*b));
    differences.max().unwrap()
}

#[test]
fn colours_are_those_of_srgb() {
    let cases = [
        ("P3", fixture!("p3.png"), fixture!("p3-as-srgb.png")),
        (
            "Adobe RGB",
            fixture!("adobe.png"),
            fixture!("adobe-as-srgb.png"),
        ),
        ("sRGB", fixture!("srgb.png"), fixture!("srgb.png")),
        (
            "none",
            fixture!("p3-as-srgb.png"),
            fixture!("p3-as-srgb.png"),
        ),
    ];
    for (name, bytes, expected) in cases {
        let made = png_pixels(&one(bytes, PNG, 27));
        let expected = png_pixels(expected);
        assert!(most_difference(&made, &expected) <= 2, "{name}");
        let differences: Vec<f64> = made
            .chunks_exact(3)
            .zip(expected.chunks_exact(3))
            .map(|(made, expected)| ciede2000(lab(made), lab(expected)))
            .collect();
        let mean = differences.iter().sum::<f64>() / differences.len() as f64;
        assert!(mean <= 0.2, "{name}: {mean}");
        assert!(
            differences.iter().all(|difference| *difference <= 1.5),
            "{name}"
        );
    }
    // What it would be if the profile said nothing.
    let ignored = png_pixels(fixture!("p3.png"));
    let expected = png_pixels(fixture!("p3-as-srgb.png"));
    assert!(most_difference(&ignored, &expected) > 20);
    let is_clean = |bytes: &[u8]| {
        let looked = look(bytes, bytes.len() as u64, picture::size(bytes));
        looked.unwrap().unwrap().is_clean
    };
    assert!(is_clean(fixture!("srgb.png")) && !is_clean(fixture!("p3.png")));
}

#[test]
fn ink_is_never_taken_for_light() {
    let all = [
        ("APP14 0", fixture!("ink.jpg")),
        ("none", fixture!("ink-unmarked.jpg")),
        ("APP14 2", fixture!("ink-ycck.jpg")),
    ];
    let of_profile = four(&png_pixels(fixture!("ink-as-srgb.png")));
    let plain = [[0, 255, 255], [255, 0, 255], [255, 255, 0], [195; 3]];
    for (name, bytes) in all {
        let profiled = with_profile(bytes, fixture!("ink.icc"));
        for (bytes, expected, is_guessed) in
            [(bytes, plain, true), (&profiled[..], of_profile, false)]
        {
            let found = four(&pixels(&one(bytes, WHOLE, 32)));
            for (found, expected) in found.iter().zip(&expected) {
                let most = most_difference(found, expected);
                assert!(most <= 4, "{name}, {is_guessed}: {found:?} {expected:?}");
            }
            let looked = look(bytes, bytes.len() as u64, Some((32, 32)));
            assert_eq!(looked.unwrap().unwrap().is_guessed, is_guessed, "{name}");
        }
    }
}

/// Returns a pixel of each quarter of a picture of 32 by 32.
fn four(pixels: &[u8]) -> [[u8; 3]; 4] {
    [(5, 5), (27, 5), (5, 27), (27, 27)].map(|(x, y)| {
        let at = (y * 32 + x) * 3;
        <[u8; 3]>::try_from(&pixels[at..at + 3]).unwrap()
    })
}

/// Puts a profile into a JPEG (ICC.1, B.4).
fn with_profile(jpeg: &[u8], icc: &[u8]) -> Vec<u8> {
    let content = [b"ICC_PROFILE\0\x01\x01", icc].concat();
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], b"\xff\xe2", &length, &content, &jpeg[2..]].concat()
}

/// Returns a colour of sRGB as CIELAB, under D65.
fn lab(rgb: &[u8]) -> [f64; 3] {
    let [r, g, b] = [rgb[0], rgb[1], rgb[2]].map(|sample| {
        let value = f64::from(sample) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    });
    let xyz = [
        (0.412_456 * r + 0.357_576 * g + 0.180_437 * b) / 0.950_47,
        0.212_673 * r + 0.715_152 * g + 0.072_175 * b,
        (0.019_334 * r + 0.119_192 * g + 0.950_304 * b) / 1.088_83,
    ];
    let [x, y, z] = xyz.map(|value| {
        if value > 0.008_856 {
            value.cbrt()
        } else {
            7.787 * value + 16.0 / 116.0
        }
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// Returns how different two colours look (ISO/CIE 11664-6).
fn ciede2000([l1, a1, b1]: [f64; 3], [l2, a2, b2]: [f64; 3]) -> f64 {
    let chroma = |a: f64, b: f64| a.hypot(b);
    let seventh = |c: f64| (c.powi(7) / (c.powi(7) + 25_f64.powi(7))).sqrt();
    let gray = 0.5 * (1.0 - seventh((chroma(a1, b1) + chroma(a2, b2)) / 2.0));
    let (a1, a2) = (a1 * (1.0 + gray), a2 * (1.0 + gray));
    let (c1, c2) = (chroma(a1, b1), chroma(a2, b2));
    let angle = |a: f64, b: f64| b.atan2(a).to_degrees().rem_euclid(360.0);
    let (h1, h2) = (angle(a1, b1), angle(a2, b2));
    let is_gray = c1 * c2 == 0.0;
    let turn = if is_gray {
        0.0
    } else {
        (h2 - h1 + 180.0).rem_euclid(360.0) - 180.0
    };
    let (l, c) = ((l1 + l2) / 2.0, (c1 + c2) / 2.0);
    let h = if is_gray { h1 + h2 } else { h1 + turn / 2.0 };
    let cosine = |degrees: f64| degrees.to_radians().cos();
    let t = 1.0 - 0.17 * cosine(h - 30.0) + 0.24 * cosine(2.0 * h) + 0.32 * cosine(3.0 * h + 6.0)
        - 0.20 * cosine(4.0 * h - 63.0);
    let far = (l - 50.0).powi(2);
    let lightness = (l2 - l1) / (1.0 + 0.015 * far / (20.0 + far).sqrt());
    let saturation = (c2 - c1) / (1.0 + 0.045 * c);
    let hue = 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin() / (1.0 + 0.015 * c * t);
    let blue = 30.0 * (-((h.rem_euclid(360.0) - 275.0) / 25.0).powi(2)).exp();
    let together = -(2.0 * blue).to_radians().sin() * 2.0 * seventh(c);
    let sum = lightness.powi(2) + saturation.powi(2) + hue.powi(2) + together * saturation * hue;
    sum.sqrt()
}

#[test]
fn the_measure_is_that_of_the_standard() {
    // Sharma, Wu and Dalal (2005), table 1: pairs 1, 7, 15, 25 and 34.
    let pairs = [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
        ([50.0, -0.001, 2.49], [50.0, 0.0011, -2.49], 4.7461),
        (
            [60.2574, -34.0099, 36.2677],
            [60.4626, -34.1751, 39.4387],
            1.2644,
        ),
        ([2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082),
    ];
    for (one, other, expected) in pairs {
        let found = ciede2000(one, other);
        assert!((found - expected).abs() < 0.000_1, "{found} {expected}");
    }
}
