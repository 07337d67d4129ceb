//! From the colours that a file has to those of sRGB, which every screen shows.

use std::sync::Arc;

use moxcms::{
    CmsError, ColorProfile, DataColorSpace, Layout, Transform8BitExecutor, TransformOptions,
};

use super::decode::Model;

/// How the samples of a picture become those of sRGB.
pub(crate) enum Colour {
    /// They are.
    AsIs,
    /// By its profile.
    Profile(Arc<Transform8BitExecutor>),
    /// By a list, of gray.
    List(Box<[u8; 256]>),
    /// Of ink without a profile.
    Ink,
}

impl Colour {
    /// Chooses by the profile of a picture; one that does not fit its samples says nothing.
    pub(crate) fn of(icc: Option<&[u8]>, model: Model) -> Colour {
        let plain = match model {
            Model::Cmyk => Colour::Ink,
            Model::Gray | Model::Rgb | Model::Rgba => Colour::AsIs,
        };
        let Some(profile) = icc.and_then(|icc| ColorProfile::new_from_slice(icc).ok()) else {
            return plain;
        };
        let (space, from, to) = match model {
            Model::Gray => return gray(&profile).unwrap_or(plain),
            Model::Rgb => (DataColorSpace::Rgb, Layout::Rgb, Layout::Rgb),
            Model::Rgba => (DataColorSpace::Rgb, Layout::Rgba, Layout::Rgba),
            Model::Cmyk => (DataColorSpace::Cmyk, Layout::Rgba, Layout::Rgb),
        };
        if profile.color_space != space {
            return plain;
        }
        transform(&profile, from, to).map_or(plain, Colour::Profile)
    }

    /// Writes a row of samples as sRGB; `out` has room for as many pixels.
    pub(crate) fn row(&self, row: &[u8], out: &mut [u8]) {
        match self {
            Colour::AsIs => out.copy_from_slice(row),
            Colour::Profile(transform) => {
                // Both are rows of whole pixels of the layouts that it was made for.
                _ = transform.transform(row, out);
            }
            Colour::List(list) => {
                for (sample, out) in row.iter().zip(out) {
                    *out = list[usize::from(*sample)];
                }
            }
            Colour::Ink => {
                for (ink, out) in row.chunks_exact(4).zip(out.chunks_exact_mut(3)) {
                    for (ink_of, out) in ink[..3].iter().zip(out) {
                        let light = (255 - u32::from(*ink_of)) * (255 - u32::from(ink[3]));
                        *out = u8::try_from((light + 127) / 255).unwrap_or(u8::MAX);
                    }
                }
            }
        }
    }
}

fn transform(
    profile: &ColorProfile,
    from: Layout,
    to: Layout,
) -> Result<Arc<Transform8BitExecutor>, CmsError> {
    profile.create_transform_8bit(from, &ColorProfile::new_srgb(), to, options())
}

fn options() -> TransformOptions {
    TransformOptions {
        rendering_intent: moxcms::RenderingIntent::RelativeColorimetric,
        allow_use_cicp_transfer: false,
        ..TransformOptions::default()
    }
}

/// Makes the list of a gray profile: eight bits are too few for its dark end in between.
fn gray(profile: &ColorProfile) -> Option<Colour> {
    if profile.color_space != DataColorSpace::Gray {
        return None;
    }
    let srgb = ColorProfile::new_srgb();
    let transform = profile
        .create_transform_16bit(Layout::Gray, &srgb, Layout::Rgb, options())
        .ok()?;
    let mut list = Box::new([0; 256]);
    for (value, out) in (0..=u8::MAX).zip(list.iter_mut()) {
        let mut light = [0; 3];
        transform
            .transform(&[u16::from(value) * 257], &mut light)
            .ok()?;
        *out = u8::try_from((u32::from(light[1]) + 128) / 257).unwrap_or(u8::MAX);
    }
    Some(Colour::List(list))
}

/// Returns true if a profile is that of sRGB: what it makes of colours all over the cube differs by
/// no more than one step.
pub(crate) fn is_srgb(icc: &[u8]) -> bool {
    const STEPS: [u8; 6] = [0, 51, 102, 153, 204, 255];
    let Ok(profile) = ColorProfile::new_from_slice(icc) else {
        return false;
    };
    if profile.color_space != DataColorSpace::Rgb {
        return false;
    }
    let Ok(transform) = transform(&profile, Layout::Rgb, Layout::Rgb) else {
        return false;
    };
    let mut cube = Vec::new();
    for red in STEPS {
        for green in STEPS {
            for blue in STEPS {
                cube.extend([red, green, blue]);
            }
        }
    }
    let mut out = vec![0; cube.len()];
    transform.transform(&cube, &mut out).is_ok()
        && cube
            .iter()
            .zip(&out)
            .all(|(own, out)| own.abs_diff(*out) <= 1)
}
