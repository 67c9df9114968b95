/** The page's style: one column, light and dark, tables and pictures scroll in boxes of their own. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --back: #ffffff; --panel: #f5f7fa; --text: #1b2430; --quiet: #55606e; --edge: #d5dbe3; --link: #0b5cad;
  --good: #116b3a; --bad: #b3261e; --unsure: #7a5500; --c0: #0b5cad; --c1: #8a3ea8; --c2: #b45309; --c3: #0f766e; --c4: #be123c; --c5: #4d7c0f; --c6: #475569; }
@media (prefers-color-scheme: dark) { :root { --back: #12161c; --panel: #1b212a; --text: #e4e9f0; --quiet: #a3adba; --edge: #36404d; --link: #7db8ff;
  --good: #6fd39a; --bad: #ff8f86; --unsure: #f2c462; --c0: #6cb1ff; --c1: #d39bf0; --c2: #f5a95b; --c3: #5fd6c8; --c4: #ff8fa8; --c5: #a8d65c; --c6: #aab6c6; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 66rem; margin: 0 auto; padding: 1.25rem 1rem 3rem; }
header { border-left: 6px solid var(--unsure); padding: .25rem 0 .25rem 1rem; margin-bottom: 1rem; }
header.good { border-color: var(--good); } header.bad { border-color: var(--bad); }
h1 { font-size: 1.45rem; line-height: 1.3; margin: 0 0 .5rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
p { margin: .5rem 0; } header p { margin: .25rem 0; }
a { color: var(--link); }
code, pre { font: .875em/1.5 ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace; }
code { background: var(--panel); border-radius: 4px; padding: .1em .3em; }
.scroll { overflow-x: auto; margin: .75rem 0; max-width: 100%; }
.scroll:focus-visible, summary:focus-visible, pre:focus-visible, button:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
table { border-collapse: collapse; min-width: 44rem; width: 100%; overflow-wrap: normal; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--edge); }
th { color: var(--quiet); font-weight: 600; font-size: .85rem; } .number { text-align: right; padding-right: 1.5rem; white-space: nowrap; } td:first-child { white-space: nowrap; }
ul.findings { padding: 0; list-style: none; } ul.findings li { padding: .5rem 0; border-bottom: 1px solid var(--edge); }
details { border: 1px solid var(--edge); border-radius: 8px; margin: .6rem 0; padding: 0 1rem; }
summary { cursor: pointer; font-weight: 600; padding: .6rem 0; } details[open] { padding-bottom: .75rem; }
ol.tasks { list-style: none; padding: 0; margin: 0; } ol.tasks > li { padding: .7rem 0; border-top: 1px solid var(--edge); }
ol.tasks label { display: flex; gap: .5rem; align-items: baseline; } ol.tasks p { margin: .25rem 0 .25rem 1.7rem; color: var(--quiet); }
.command { display: flex; gap: .5rem; align-items: start; margin: .4rem 0 .4rem 1.7rem; }
.command pre { flex: 1; min-width: 0; margin: 0; overflow-x: auto; background: var(--panel); border: 1px solid var(--edge); border-radius: 6px; padding: .5rem .7rem; overflow-wrap: normal; }
.command code { background: none; padding: 0; user-select: all; white-space: pre; }
.command button { font: inherit; font-size: .8rem; color: var(--text); background: var(--panel); border: 1px solid var(--edge); border-radius: 6px; padding: .35rem .6rem; cursor: pointer; }
pre.output { margin: .5rem 0; max-height: 40rem; overflow: auto; background: var(--panel); border: 1px solid var(--edge); border-radius: 6px; padding: .5rem .7rem; overflow-wrap: normal; }
pre.output code { background: none; padding: 0; white-space: pre; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; padding: 0; margin: .75rem 0 0; font-size: .9rem; }
footer { margin-top: 2rem; color: var(--quiet); font-size: .9rem; }
svg { display: block; } svg.swatch { display: inline-block; vertical-align: middle; } svg.versions { min-width: 44rem; max-width: 100%; height: auto; } svg.whole { max-width: 100%; height: auto; }
svg text { fill: var(--text); font: 13px system-ui, sans-serif; } svg text.hop, svg text.cost { fill: var(--quiet); font-size: 12px; text-anchor: middle; }
svg text.version { font-weight: 600; text-anchor: middle; } svg text.axis { text-anchor: end; }
.rail { stroke: var(--edge); stroke-width: 4; } .station { fill: var(--back); stroke: var(--c0); stroke-width: 4; }
.grid { stroke: var(--edge); stroke-width: 1; } .hopstart { stroke: var(--quiet); stroke-width: 1; stroke-dasharray: 3 4; }
.line { fill: none; stroke-width: 3; } .mixed { stroke: none; opacity: .16; }
.line.s0 { stroke: var(--c0); } .line.s1 { stroke: var(--c1); } .line.s2 { stroke: var(--c2); } .line.s3 { stroke: var(--c3); } .line.s4 { stroke: var(--c4); } .line.s5 { stroke: var(--c5); } .line.s6 { stroke: var(--c6); }
.mixed.s0 { fill: var(--c0); } .mixed.s1 { fill: var(--c1); } .mixed.s2 { fill: var(--c2); } .mixed.s3 { fill: var(--c3); } .mixed.s4 { fill: var(--c4); } .mixed.s5 { fill: var(--c5); } .mixed.s6 { fill: var(--c6); }
@media print { details { border: 0; } .command button { display: none; } }
`;
