//! Makes a picture smaller by the light that its pixels give, not by the numbers that stand for it.
//!
//! A picture is first halved until it is about twice as wide as what is wanted, so that the bytes
//! of each width depend on nothing but the picture and that width; then a filter finishes, one that
//! is made of multiplications only, which have the same result on every machine.

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::U16;
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};

use super::colour::Colour;
use super::decode::{Model, Pixels};
use super::fault::Fault;
use super::tables::{LINEAR, from_linear};

/// A picture as light, 16 bits a sample, a plane each: gray, red with green and blue, or these with
/// what hides the ground, by which they are multiplied.
pub(crate) struct Light {
    pub(crate) width: u32,
    pub(crate) height: u32,
    planes: Vec<Vec<U16>>,
}

/// A picture as it is shown, eight bits a sample, row by row.
pub(crate) struct Shown {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// 1, 3, or 4 with what hides the ground.
    pub(crate) samples: usize,
    pub(crate) data: Vec<u8>,
}

impl Light {
    /// Makes it of pixels that are halved `halvings` times.
    pub(crate) fn of(pixels: Pixels, colour: &Colour, halvings: u32) -> Light {
        let width = pixels.width as usize;
        let samples = match pixels.model {
            Model::Gray => 1,
            Model::Rgb | Model::Cmyk => 3,
            Model::Rgba => 4,
        };
        let mut planes: Vec<Halving> = (0..samples).map(|_| Halving::new(halvings)).collect();
        let mut shown = vec![0; width * samples];
        let mut light = vec![0; width];
        for row in pixels.data.chunks_exact(width * pixels.model.samples()) {
            colour.row(row, &mut shown);
            for (sample, plane) in planes.iter_mut().enumerate() {
                lighten(&shown, samples, sample, &mut light);
                plane.take(&light);
            }
        }
        Light::gathered(pixels.width, halvings, planes)
    }

    /// Returns it at half its width and height.
    pub(crate) fn halved(&self) -> Light {
        let width = self.width as usize;
        let mut row = vec![0; width];
        let mut planes = Vec::new();
        for plane in &self.planes {
            let mut halving = Halving::new(1);
            for pixels in plane.chunks_exact(width) {
                for (out, pixel) in row.iter_mut().zip(pixels) {
                    *out = pixel.0;
                }
                halving.take(&row);
            }
            planes.push(halving);
        }
        Light::gathered(self.width, 1, planes)
    }

    fn gathered(width: u32, halvings: u32, planes: Vec<Halving>) -> Light {
        let width = (0..halvings).fold(width, |width, _| width.div_ceil(2));
        let planes: Vec<Vec<U16>> = planes.into_iter().map(Halving::finish).collect();
        let count = planes.first().map_or(0, Vec::len);
        Light {
            width,
            height: u32::try_from(count / width.max(1) as usize).unwrap_or(u32::MAX),
            planes,
        }
    }

    /// Returns a part of it (left, top, width and height) at a size.
    pub(crate) fn shown(
        &self,
        part: [f64; 4],
        (width, height): (u32, u32),
    ) -> Result<Shown, Fault> {
        let [left, top, across, down] = part;
        // Sums of fractions may pass the edge by a trifle.
        let across = across.min(f64::from(self.width) - left);
        let down = down.min(f64::from(self.height) - top);
        let options = ResizeOptions::new()
            .resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom))
            .crop(left, top, across, down);
        let mut resizer = Resizer::new();
        let mut planes = Vec::new();
        for plane in &self.planes {
            let source = TypedImageRef::new(self.width, self.height, plane);
            let source = source.map_err(|_| Fault::Broken)?;
            let mut out = TypedImage::<U16>::new(width, height);
            let resized = resizer.resize_typed(&source, &mut out, &options);
            resized.map_err(|_| Fault::Broken)?;
            planes.push(out);
        }
        let planes: Vec<&[U16]> = planes.iter().map(|plane| plane.pixels()).collect();
        Ok(Shown {
            width,
            height,
            samples: planes.len(),
            data: darkened(&planes),
        })
    }
}

/// Writes one sample of each pixel of a row as light.
fn lighten(shown: &[u8], samples: usize, sample: usize, light: &mut [u16]) {
    for (pixel, light) in shown.chunks_exact(samples).zip(light) {
        let own = LINEAR[usize::from(pixel[sample])];
        *light = match (samples, sample) {
            (4, 3) => u16::from(pixel[3]) * 257,
            (4, _) => {
                let hidden = (u32::from(own) * u32::from(pixel[3]) + 127) / 255;
                u16::try_from(hidden).unwrap_or(u16::MAX)
            }
            _ => own,
        };
    }
}

/// Writes light as sRGB, row by row.
fn darkened(planes: &[&[U16]]) -> Vec<u8> {
    let table = from_linear();
    let count = planes.first().map_or(0, |plane| plane.len());
    let mut data = Vec::with_capacity(count * planes.len());
    match planes {
        [gray] => data.extend(gray.iter().map(|light| table[usize::from(light.0)])),
        [red, green, blue] => {
            for ((red, green), blue) in red.iter().zip(*green).zip(*blue) {
                data.extend([red, green, blue].map(|light| table[usize::from(light.0)]));
            }
        }
        [colours @ .., cover] => {
            for (at, cover) in cover.iter().enumerate() {
                let cover = u32::from(cover.0);
                for colour in colours {
                    let light = (u32::from(colour[at].0) * 65_535 + cover / 2) / cover.max(1);
                    data.push(table[light.min(65_535) as usize]);
                }
                data.push(u8::try_from((cover + 128) / 257).unwrap_or(u8::MAX));
            }
        }
        [] => {}
    }
    data
}

/// A plane that is halved while its rows come.
struct Halving {
    /// Of each step, the row that waits for the next.
    waiting: Vec<Option<Vec<u16>>>,
    out: Vec<U16>,
}

impl Halving {
    fn new(steps: u32) -> Halving {
        Halving {
            waiting: (0..steps).map(|_| None).collect(),
            out: Vec::new(),
        }
    }

    fn take(&mut self, row: &[u16]) {
        self.pass(0, row);
    }

    fn pass(&mut self, step: usize, row: &[u16]) {
        let Some(waiting) = self.waiting.get_mut(step) else {
            self.out.extend(row.iter().copied().map(U16::new));
            return;
        };
        match waiting.take() {
            None => *waiting = Some(row.to_vec()),
            Some(above) => self.pass(step + 1, &halved(&above, row)),
        }
    }

    /// Returns the plane; a last row without a fellow is taken for two.
    fn finish(mut self) -> Vec<U16> {
        for step in 0..self.waiting.len() {
            if let Some(last) = self.waiting[step].take() {
                self.pass(step + 1, &halved(&last, &last));
            }
        }
        self.out
    }
}

/// Returns the mean of each two pixels of a row and the two below them.
fn halved(above: &[u16], below: &[u16]) -> Vec<u16> {
    above.chunks(2).zip(below.chunks(2)).map(mean).collect()
}

fn mean((above, below): (&[u16], &[u16])) -> u16 {
    let all = above.iter().chain(below);
    let sum: u32 = all.map(|light| u32::from(*light)).sum();
    let count = u32::try_from(above.len() + below.len()).unwrap_or(1);
    u16::try_from((sum + count / 2) / count).unwrap_or(u16::MAX)
}
