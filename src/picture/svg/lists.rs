//! What an SVG may hold.

use std::collections::HashSet;
use std::sync::LazyLock;

type Words = LazyLock<HashSet<&'static str>>;

fn words(text: &'static str) -> HashSet<&'static str> {
    text.split_whitespace().collect()
}

/// Elements that draw, and those that only describe: of SVG 1.1, of SVG 2 and of its drafts, which
/// Inkscape writes.
///
/// Left out are those that run programs, show web pages or play media, and `font-face-uri`, which
/// only loads.
pub(super) static ELEMENTS: Words = LazyLock::new(|| {
    words(
        "svg g defs symbol use switch view a title desc metadata style
        path rect circle ellipse line polyline polygon image text tspan textPath tref
        linearGradient radialGradient stop clipPath mask pattern marker filter cursor
        feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
        feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode
        feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
        animate animateColor animateMotion animateTransform set mpath
        font font-face font-face-src font-face-name font-face-format missing-glyph glyph hkern vkern
        altGlyph altGlyphDef altGlyphItem glyphRef
        flowRoot flowRegion flowRegionExclude flowRegionBreak flowDiv flowPara flowSpan flowLine
        hatch hatchPath hatchpath mesh meshGradient meshgradient meshRow meshrow meshPatch meshpatch
        solidColor solidcolor",
    )
});

/// Elements that run a program.
pub(super) static PROGRAMS: Words = LazyLock::new(|| words("script handler listener"));

/// Elements that show a piece of a web page.
pub(super) static PAGES: Words =
    LazyLock::new(|| words("foreignObject iframe embed object audio video canvas"));

/// Attributes whose value a browser reads as a number, a word, a colour or a style; these may be
/// animated.
///
/// No handler of events is among them, and nothing that loads.
pub(super) static ATTRIBUTES: Words = LazyLock::new(|| {
    words(
        "accumulate additive amplitude arabic-form ascent attributeType azimuth baseFrequency begin bias
        bbox by calcMode cap-height clipPathUnits cx cy d descent diffuseConstant divisor dur dx dy edgeMode elevation end
        exponent externalResourcesRequired fill filterRes filterUnits format fr from fx fy g1 g2 glyphRef gradientTransform
        gradientUnits hanging hatchContentUnits hatchTransform hatchUnits height horiz-adv-x horiz-origin-x horiz-origin-y
        ideographic intercept k k1 k2 k3 k4 kernelMatrix kernelUnitLength keyPoints keySplines keyTimes lengthAdjust
        limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits mathematical max media method
        min mode numOctaves offset operator order orient orientation origin overline-position overline-thickness panose-1 path
        pathLength patternContentUnits patternTransform patternUnits pitch points pointsAtX pointsAtY pointsAtZ
        preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY repeatCount repeatDur restart
        rotate rx ry scale seed side slope spacing specularConstant specularExponent spreadMethod startOffset
        stdDeviation stemh stemv strikethrough-position strikethrough-thickness surfaceScale tableValues targetX
        targetY textLength to transform type u1 u2 underline-position underline-thickness units-per-em
        v-alphabetic v-hanging v-ideographic v-mathematical values vert-adv-y vert-origin-x vert-origin-y viewBox
        viewTarget width widths x x-height x1 x2 xChannelSelector y y1 y2 yChannelSelector z zoomAndPan
        alignment-baseline backface-visibility baseline-shift block-progression clip clip-path clip-rule color
        color-interpolation color-interpolation-filters color-profile color-rendering cursor direction display
        dominant-baseline enable-background fill-opacity fill-rule filter flood-color flood-opacity font font-family
        font-feature-settings font-kerning font-size font-size-adjust font-stretch font-style font-variant
        font-variation-settings font-weight glyph-orientation-horizontal glyph-orientation-vertical image-rendering
        inline-size isolation kerning letter-spacing lighting-color line-height line-increment line-spacing marker
        marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow paint-order pointer-events
        shape-inside shape-margin shape-padding shape-rendering shape-subtract solid-color solid-opacity stop-color
        stop-opacity stroke stroke-alignment stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
        stroke-miterlimit stroke-opacity stroke-width text-align text-anchor text-decoration text-decoration-color
        text-decoration-line text-decoration-style text-indent text-orientation text-overflow text-rendering
        text-transform transform-box transform-origin unicode-bidi user-select vector-effect color-scheme word-wrap visibility white-space
        will-change word-spacing writing-mode",
    )
});

/// Attributes whose value a browser reads as a name or a text only, whatever stands in it.
pub(super) static TEXTS: Words = LazyLock::new(|| {
    words(
        "id class lang role tabindex title version baseProfile contentScriptType contentStyleType requiredFeatures
        requiredExtensions systemLanguage in in2 result focusable target rel hreflang download unicode unicode-range glyph-name name string
        rendering-intent local content space t p-id decoding",
    )
});

/// Attributes of XLink that name, and do not load.
pub(super) static XLINK: Words = LazyLock::new(|| words("type role arcrole title show actuate"));

/// Functions of CSS that load nothing.
pub(super) static FUNCTIONS: Words = LazyLock::new(|| {
    words(
        "rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark device-cmyk icc-color
        linear-gradient radial-gradient conic-gradient repeating-linear-gradient repeating-radial-gradient
        matrix matrix3d translate translatex translatey translatez translate3d scale scalex scaley scalez scale3d
        rotate rotatex rotatey rotatez rotate3d skew skewx skewy perspective calc min max clamp var env param
        cubic-bezier steps linear circle ellipse polygon inset path rect xywh
        blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia
        local format tech counter counters attr not is where has nth-child nth-last-child nth-of-type
        nth-last-of-type lang dir accesskey wallclock and or only",
    )
});

/// Rules of CSS that load nothing.
pub(super) static RULES: Words = LazyLock::new(|| {
    words(
        "charset container font-face font-feature-values keyframes -webkit-keyframes -moz-keyframes -o-keyframes layer
        media -ms-viewport namespace page property supports viewport",
    )
});

/// Namespaces whose elements and attributes browsers neither show nor run: what drawing programs
/// keep in a file for themselves, and what describes it.
///
/// They are held by name, since a browser runs what it finds in XHTML, MathML or XML Events, and
/// may learn others.
pub(super) static INERT: Words = LazyLock::new(|| {
    words(
        "http://www.w3.org/1999/02/22-rdf-syntax-ns# http://www.w3.org/2000/01/rdf-schema#
        http://purl.org/dc/elements/1.1/ http://purl.org/dc/terms/ http://purl.org/dc/dcmitype/
        http://creativecommons.org/ns# https://creativecommons.org/ns# http://web.resource.org/cc/

        http://www.inkscape.org/namespaces/inkscape http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd
        http://inkscape.sourceforge.net/DTD/sodipodi-0.dtd http://www.openswatchbook.org/uri/2009/osb
        https://launchpad.net/jessyink http://launchpad.net/jessyink

        http://ns.adobe.com/AdobeIllustrator/10.0/ http://ns.adobe.com/AdobeSVGViewerExtensions/3.0/
        http://ns.adobe.com/Extensibility/1.0/ http://ns.adobe.com/Flows/1.0/ http://ns.adobe.com/GenericCustomNamespace/1.0/
        http://ns.adobe.com/Graphs/1.0/ http://ns.adobe.com/ImageReplacement/1.0/ http://ns.adobe.com/SaveForWeb/1.0/
        http://ns.adobe.com/Variables/1.0/ http://ns.adobe.com/XPath/1.0/ http://ns.adobe.com/pdf/1.3/
        http://ns.adobe.com/photoshop/1.0/ http://ns.adobe.com/illustrator/1.0/ adobe:ns:meta/
        http://ns.adobe.com/xap/1.0/ http://ns.adobe.com/xap/1.0/g/ http://ns.adobe.com/xap/1.0/g/img/
        http://ns.adobe.com/xap/1.0/mm/ http://ns.adobe.com/xap/1.0/rights/ http://ns.adobe.com/xap/1.0/t/pg/
        http://ns.adobe.com/xap/1.0/sType/Dimensions# http://ns.adobe.com/xap/1.0/sType/Font#
        http://ns.adobe.com/xap/1.0/sType/ManifestItem# http://ns.adobe.com/xap/1.0/sType/ResourceEvent#
        http://ns.adobe.com/xap/1.0/sType/ResourceRef#

        http://xml.openoffice.org/svg/export http://schemas.microsoft.com/visio/2003/SVGExtensions/
        http://www.corel.com/coreldraw/odm/2003 http://www.bohemiancoding.com/sketch/ns http://www.serif.com/
        http://www.figma.com/figma/ns https://boxy-svg.com http://vectornator.io http://krita.org/namespaces/svg/krita
        http://svgjs.com/svgjs http://svgjs.dev/svgjs https://svgjs.dev/svgjs",
    )
});
