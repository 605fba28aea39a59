/** Looks the same on screen and on A4 paper; logical properties alone, so it serves both directions of writing. */
export const HISTORY_PAGE_STYLE = `
@page { size: A4; margin: 18mm 15mm 20mm; @bottom-center { content: counter(page) " / " counter(pages); font: 9pt sans-serif; } }
* { box-sizing: border-box; }
html { font: 10.5pt/1.5 "Noto Sans", "Noto Sans Arabic", "Noto Naskh Arabic", system-ui, sans-serif; color: #1a1a1a; background: #fff; }
body { max-inline-size: 180mm; margin: 0 auto; padding: 8mm 4mm; }
h1 { font-size: 17pt; line-height: 1.25; margin: 0 0 4mm; }
h2 { font-size: 12pt; margin: 7mm 0 2mm; padding-block-end: 1mm; border-block-end: 1.5pt solid #1f4e5f; color: #1f4e5f; break-after: avoid; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .5mm 4mm; margin: 0; }
dt { color: #555; }
dd { margin: 0; overflow-wrap: anywhere; }
header dl { padding-block-end: 4mm; border-block-end: .5pt solid #999; }
article { break-inside: avoid; margin: 3mm 0 4mm; padding-inline-start: 4mm; border-inline-start: 2pt solid #c9d6da; }
article > p { margin: 0 0 1mm; font-weight: 600; }
article > p time { font-weight: 400; color: #555; margin-inline-end: 2mm; font-variant-numeric: tabular-nums; }
.kind { font-weight: 400; color: #555; }
table { inline-size: 100%; border-collapse: collapse; margin-block-start: 1.5mm; font-size: 9.5pt; }
th, td { text-align: start; vertical-align: top; padding: .8mm 2mm; border-block-end: .5pt solid #ccc; overflow-wrap: anywhere; }
th { color: #555; font-weight: 500; }
th:first-child { inline-size: 34%; }
.reference { font-size: 8pt; color: #666; }
@media print { body { max-inline-size: none; padding: 0; } }
`;
