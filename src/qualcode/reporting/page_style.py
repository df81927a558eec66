"""How the web page looks: on a screen, on a phone and on paper. Colours have a contrast of at least 7 to 1."""

STYLE = """
:root { --dark: #1f3864; --line: #8ea9c8; --tint: #eaf0f8; --text: #1a1a1a; }
* { box-sizing: border-box; }
html { font: 100%/1.55 Calibri, Carlito, "Segoe UI", "Helvetica Neue", Arial, sans-serif; color: var(--text); background: #fff; }
body { max-width: 46rem; margin: 0 auto; padding: 0 1.25rem 4rem; overflow-wrap: break-word; hyphens: auto; }
h1, h2, h3, h4, h5, h6 { color: var(--dark); line-height: 1.2; margin: 1.6em 0 .5em; break-after: avoid; hyphens: manual; }
h1 { font-size: 2.2rem; margin: 3rem 0 .6rem; }
h2 { font-size: 1.65rem; margin-top: 2.8rem; border-bottom: 2px solid var(--line); padding-bottom: .25rem; }
h3 { font-size: 1.3rem; }
h4, h5, h6 { font-size: 1.05rem; margin: 1.2em 0 .3em; }
p { margin: 0 0 .8em; orphans: 2; widows: 2; }
ul { margin: 0 0 1em; padding-left: 1.3em; }
li { margin: .3em 0; break-inside: avoid; }
a { color: var(--dark); }
a:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--dark); outline-offset: 2px; }
li:target, :target > li { background: var(--tint); }
.skip { position: absolute; left: -100vw; background: #fff; padding: .6rem 1rem; }
.skip:focus { left: 0; top: 0; }
.subtitle { font-size: 1.25rem; color: var(--dark); }
.meta { margin: 0; }
.notice { border: 1px solid var(--line); background: var(--tint); padding: .8rem 1rem; margin: 1.5rem 0; }
nav ul { list-style: none; padding-left: 0; }
nav ul ul { padding-left: 1.2rem; }
nav li { margin: .2em 0; }
@media (min-width: 40rem), print { nav > ul { columns: 2; column-gap: 2rem; } nav ul ul { margin-bottom: .6em; } }
.box { border-left: .4rem solid var(--dark); background: var(--tint); padding: .8rem 1.1rem .2rem; margin: 1.2rem 0; }
.box-heading { font-weight: bold; font-size: 1.1rem; color: var(--dark); margin-bottom: .4em; }
.box-source { font-size: .9rem; }
.box.legal { border-left-style: double; }
.quote { margin: 1rem 0 1.2rem 1.6rem; }
.quote blockquote { margin: 0; font-style: italic; }
.quote blockquote p { margin: 0 0 .2em; }
.quote figcaption { font-weight: normal; font-size: .95rem; padding: 0; }
.pulled { font-size: 1.3rem; font-style: italic; color: var(--dark); text-align: center; max-width: 30rem; margin: 1.6rem auto;
  padding: .8rem 0; border-top: 3px solid var(--line); border-bottom: 3px solid var(--line); break-inside: avoid; }
span:target { background: var(--tint); }
.wide { overflow-x: auto; margin: 1.6rem 0; }
table { border-collapse: collapse; width: 100%; min-width: 20rem; border-top: 2px solid var(--dark); border-bottom: 2px solid var(--dark); }
caption, figcaption { text-align: left; font-weight: bold; color: var(--dark); padding-bottom: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-top: 1px solid var(--line); }
thead th { background: var(--tint); color: var(--dark); }
tbody th { font-weight: normal; }
figure { margin: 1.6rem 0; }
img { max-width: 100%; height: auto; }
.broad { width: min(94vw, 66rem); margin-left: 50%; transform: translateX(-50%); }
.broad img { width: 100%; }
@media print {
  html { font-size: 10.5pt; }
  body { max-width: none; padding: 0; }
  main > section { break-before: page; }
  main h2 { margin-top: 0; }
  .skip { display: none; }
  a { text-decoration: none; }
  .wide { overflow: visible; }
  table { min-width: 0; }
  thead { display: table-header-group; }
  tr, figure, .box, .notice { break-inside: avoid; }
  .box, thead th, .notice { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .broad { page: broad; width: auto; margin-left: 0; transform: none; }
  .broad img { width: auto; max-height: 165mm; }
  @page broad { size: A4 landscape; margin: 15mm; }
  @page { size: A4; margin: 22mm 20mm; }
}
""".strip()
