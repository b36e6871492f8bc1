/// The page's own style sheet: one column, light and dark, narrow screens and print.
///
/// Colours follow M. Okabe and K. Ito, "Color Universal Design" (2008): blue, vermilion and green
/// that people with colour-vision deficiency tell apart; signs differ in shape or words as well.
enum Stylesheet {
    static let text = colours + layout + tables + drawings + mapRules + narrow + print

    private static let colours = """
        :root{color-scheme:light dark;--ground:#fff;--panel:#f5f7f9;--ink:#17212b;--soft:#55626e;\
        --rule:#d5dce2;--accent:#0b5394;--bar:#3a7ab8;--second:#e69f00;--band:#cfe0ef;\
        --fall:#00724f;--rise:#b8430c;--even:#55626e;--refused:#7a5a00;\
        --high:#d55e00;--spot:#e0a526;--site:#0072b2;--track:#009e73;\
        --road-a:#7c8894;--road-b:#a3adb6;--road-c:#cdd4da}
        @media (prefers-color-scheme:dark){:root{--ground:#10161c;--panel:#18212a;--ink:#e8edf2;\
        --soft:#a3b0bc;--rule:#33404c;--accent:#7db7ec;--bar:#5b9bd5;--second:#f0b73a;\
        --band:#24405a;--fall:#4fc79b;--rise:#ff9259;--even:#a3b0bc;--refused:#e5c266;\
        --high:#ff7a2e;--spot:#d9a53a;--site:#5fb4ea;--track:#3fc79d;\
        --road-a:#7f8c98;--road-b:#5f6b76;--road-c:#3e4953}}

        """

    private static let layout = """
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--ground);color:var(--ink);\
        font:16px/1.5 "Segoe UI",Roboto,"Noto Sans","DejaVu Sans","Liberation Sans",Arial,sans-serif}
        .top,main{max-width:1100px;margin:0 auto;padding:0 24px}
        .l{display:none}
        html[lang=kk] .l-kk,html[lang=ru] .l-ru,html[lang=en] .l-en{display:block}
        html[lang=kk] span.l-kk,html[lang=ru] span.l-ru,html[lang=en] span.l-en,\
        html[lang=kk] text.l-kk,html[lang=ru] text.l-ru,html[lang=en] text.l-en{display:inline}
        .languages{display:flex;justify-content:flex-end;gap:4px;padding:14px 0 6px}
        .languages button{font:inherit;font-size:14px;color:var(--accent);background:none;\
        border:1px solid transparent;border-radius:4px;padding:4px 10px;cursor:pointer}
        .languages button[aria-pressed=true]{color:var(--ink);border-color:var(--rule);\
        background:var(--panel);font-weight:600}
        .demo{margin:8px 0;padding:8px 14px;border-left:4px solid var(--refused);\
        background:var(--panel);font-weight:600}
        .kicker{margin:14px 0 0;color:var(--soft);font-size:14px;letter-spacing:.04em}
        h1{margin:2px 0 4px;font-size:32px;line-height:1.2;overflow-wrap:anywhere}
        .period{margin:0;font-size:19px}
        .compared{margin:2px 0 0;color:var(--soft)}
        .contents{display:flex;flex-wrap:wrap;gap:4px 18px;margin:18px 0 0;padding:10px 0;\
        border-top:1px solid var(--rule);border-bottom:1px solid var(--rule);font-size:15px}
        a{color:var(--accent)}
        .contents a{text-decoration:none}
        .contents a:hover{text-decoration:underline}
        section{padding:26px 0 8px;scroll-margin-top:8px}
        section+section{border-top:1px solid var(--rule)}
        h2{margin:0 0 8px;font-size:24px;line-height:1.25}
        h3{margin:22px 0 6px;font-size:18px;line-height:1.3}
        p{margin:8px 0}
        .note{color:var(--soft);font-size:14.5px;max-width:80ch}
        ul{padding-left:22px}
        li{margin:4px 0;max-width:80ch}
        .cards{display:grid;grid-template-columns:1fr 1fr;gap:16px}
        .card{border:1px solid var(--rule);border-radius:8px;padding:16px 18px;\
        background:var(--panel);min-width:0}
        .card.first{grid-column:1/-1;display:grid;grid-template-columns:1.15fr 1fr;\
        grid-template-rows:auto auto 1fr;column-gap:28px;border-left:5px solid var(--accent)}
        .card.first header,.card.first .figure,.card.first .sentence{grid-column:1}
        .card.first .plot{grid-column:2;grid-row:1/-1;align-self:center}
        .card header{display:flex;flex-wrap:wrap;gap:6px 12px;align-items:center}
        .card h3{margin:0}
        .figure{display:flex;flex-wrap:wrap;align-items:baseline;gap:2px 14px;margin:6px 0 4px;\
        font-variant-numeric:tabular-nums}
        .big{font-size:30px;font-weight:700;line-height:1.15}
        .first .big{font-size:44px}
        .from-to{color:var(--soft);font-size:17px}
        .sentence{margin:6px 0 10px}
        .badge{font-size:13px;font-weight:600;padding:2px 9px;border-radius:10px;\
        border:1.5px solid currentColor}
        .fall{color:var(--fall)}.rise{color:var(--rise)}.even{color:var(--even)}\
        .refused{color:var(--refused)}
        .grid{display:grid;grid-template-columns:1fr 1fr;gap:18px 28px}
        .pair{display:grid;grid-template-columns:1fr 1fr;gap:18px 28px;align-items:start}
        figure{margin:14px 0;min-width:0}
        .grid figure{margin:0}
        .pair>*{margin:6px 0;min-width:0}
        figcaption{font-weight:600;margin-bottom:4px}
        .forest,.narrow{max-width:620px}
        details{margin:10px 0;font-size:15px}
        summary{cursor:pointer;color:var(--accent)}

        """

    private static let tables = """
        .scroll{overflow-x:auto;margin:8px 0}
        .scroll:focus-visible{outline:2px solid var(--accent)}
        table{border-collapse:collapse;width:100%;font-size:14.5px;\
        font-variant-numeric:tabular-nums}
        caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        th,td{padding:6px 9px;text-align:left;vertical-align:top;\
        border-bottom:1px solid var(--rule)}
        th{vertical-align:bottom;font-weight:600;border-bottom:2px solid var(--rule)}
        .n{text-align:right;white-space:nowrap}
        th.n{white-space:normal}
        tfoot td{font-weight:700;border-top:2px solid var(--rule)}
        .sort{font:inherit;font-weight:600;color:inherit;background:none;border:0;padding:0;\
        text-align:inherit;cursor:pointer}
        .sort:hover{color:var(--accent)}
        th[aria-sort=ascending] .sort::after{content:" ▲";font-size:.75em}
        th[aria-sort=descending] .sort::after{content:" ▼";font-size:.75em}
        tr.high td:first-child{box-shadow:inset 4px 0 0 var(--high)}
        tr.chosen td{background:var(--panel)}
        .go{font:inherit;font-weight:600;min-width:32px;color:var(--accent);cursor:pointer;\
        background:var(--panel);border:1px solid var(--rule);border-radius:4px;padding:1px 7px}
        code{font:12.5px/1.4 "DejaVu Sans Mono",Consolas,monospace;color:var(--soft);\
        overflow-wrap:anywhere}
        small{color:var(--soft);font-size:.88em;white-space:nowrap}
        .short{white-space:nowrap}
        .hash{word-break:break-all}

        """

    private static let drawings = """
        .chart{display:block;width:100%;height:auto;\
        font-family:inherit;fill:var(--ink);overflow:visible}
        .chart .tick,.chart .average-text,.chart .break-text{font-size:11px;fill:var(--soft)}
        .chart .number,.chart .bar-number{font-size:11px;fill:var(--ink)}
        .chart .row-name{font-size:12px;fill:var(--ink);paint-order:stroke;\
        stroke:var(--ground);stroke-width:3px}
        .card .chart .row-name{stroke:var(--panel)}
        .chart .grid{stroke:var(--rule);stroke-width:1;display:inline}
        .chart .axis{stroke:var(--soft);stroke-width:1}
        .chart .bar{fill:var(--bar)}
        .chart .bar-second{fill:var(--second)}
        .chart .bar-ground{fill:var(--rule);opacity:.6}
        .chart .bar-provisional{stroke:var(--bar);stroke-width:1.2}
        .chart .hatch{stroke:var(--bar);stroke-width:3;opacity:.7}
        .chart .provisional{opacity:.45}
        .chart .whisker{stroke:var(--ink);stroke-width:1.4}
        .chart .band{fill:var(--band)}
        .chart .curve{fill:none;stroke:var(--bar);stroke-width:1.6;stroke-linejoin:round}
        .chart .dot{fill:var(--bar)}
        .chart .dot-open{fill:var(--ground);stroke:var(--bar);stroke-width:1.2}
        .chart .break{stroke:var(--rise);stroke-width:1.4;stroke-dasharray:5 4}
        .chart .break-text{fill:var(--rise)}
        .chart .zero{stroke:var(--ink);stroke-width:1.4}
        .chart .average{stroke:var(--ink);stroke-width:1.2;stroke-dasharray:4 3}
        .chart .average-text{fill:var(--ink)}
        .chart .span{stroke:var(--soft);stroke-width:2}
        .chart .span-main{stroke:var(--accent);stroke-width:4}
        .chart .span-high{stroke:var(--high);stroke-width:3}
        .chart .mark{fill:var(--soft)}
        .chart .mark-main{fill:var(--accent)}
        .chart .mark-high{fill:var(--high)}

        """

    private static let mapRules = """
        #map{display:none;height:540px;border:1px solid var(--rule);border-radius:6px;\
        background:var(--panel);font:inherit}
        .live #map{display:block}
        .live .still{display:none}
        .controls{display:none;flex-wrap:wrap;gap:6px 18px;margin:10px 0;font-size:15px}
        .live .controls{display:flex}
        .controls label{display:flex;gap:6px;align-items:center}
        .still{border:1px solid var(--rule);border-radius:6px;background:var(--panel);\
        overflow:hidden}
        .static-map{display:block;width:100%;height:auto;font-family:inherit}
        .static-map .road{fill:none;stroke-linejoin:round}
        .static-map .road-a{stroke:var(--road-a);stroke-width:34}
        .static-map .road-b{stroke:var(--road-b);stroke-width:24}
        .static-map .road-c{stroke:var(--road-c);stroke-width:14}
        .static-map .track{fill:none;stroke:var(--track);stroke-width:26;stroke-dasharray:90 60}
        .static-map .site{fill:var(--site);stroke:var(--ground);stroke-width:20}
        .static-map .spot{fill:none;stroke:var(--spot);stroke-width:80;stroke-linecap:round}
        .static-map .spot-high{stroke:var(--high);stroke-width:105}
        .static-map .spot-name{font-size:230px;font-weight:700;fill:var(--ink);\
        paint-order:stroke;stroke:var(--ground);stroke-width:60}
        .static-map .scale-bar{fill:none;stroke:var(--ink);stroke-width:22}
        .static-map .scale-text{font-size:190px;fill:var(--ink);paint-order:stroke;\
        stroke:var(--ground);stroke-width:50}
        .legend{list-style:none;display:flex;flex-wrap:wrap;gap:4px 22px;margin:10px 0;\
        padding:0;font-size:14.5px}
        .legend li{display:flex;gap:8px;align-items:center;margin:0}
        .swatch{width:26px;height:0;border-top:5px solid var(--spot);flex:none}
        .swatch.spot-high{border-top:7px solid var(--high)}
        .swatch.site{width:11px;height:11px;border:0;border-radius:50%;background:var(--site)}
        .swatch.track{border-top:3px dashed var(--track)}
        .swatch.road{border-top:3px solid var(--road-b)}
        .leaflet-container{font:inherit}
        .leaflet-popup-content-wrapper,.leaflet-popup-tip{background:var(--ground);\
        color:var(--ink)}
        .leaflet-popup-content dl{display:grid;grid-template-columns:auto auto;gap:1px 14px;\
        margin:6px 0 0;font-size:13px}
        .leaflet-popup-content dd{margin:0;text-align:right;font-variant-numeric:tabular-nums}
        .leaflet-popup-content dt{color:var(--soft)}
        .leaflet-bar a,.leaflet-bar a:hover{background:var(--ground);color:var(--ink);\
        border-color:var(--rule)}
        .leaflet-control-scale-line{background:var(--ground);color:var(--ink);opacity:.85}

        """

    private static let narrow = """
        @media screen and (max-width:760px){
        body{font-size:15.5px}
        .top,main{padding:0 14px}
        .languages{justify-content:flex-start;padding-top:10px}
        h1{font-size:25px}
        .cards,.grid,.pair,.card.first{grid-template-columns:minmax(0,1fr)}
        .card.first{display:block}
        .first .big{font-size:36px}
        .card{padding:14px}
        #map{height:420px}
        .contents{gap:6px 14px}
        th,td{padding:6px 7px}
        .sort,.go{min-height:28px}
        td.t{min-width:7.5em}
        .forest,.years{overflow-x:auto}
        .forest>.chart,.years>.chart{min-width:560px}
        }

        """

    private static let print = """
        @page{size:A4;margin:14mm 12mm}
        @media print{
        :root{color-scheme:light;--ground:#fff;--panel:#fff;--ink:#000;--soft:#444;--rule:#bbb;\
        --accent:#0b3d6b;--bar:#3a7ab8;--second:#e69f00;--band:#cfe0ef;--fall:#005c40;\
        --rise:#a03a0a;--even:#444;--refused:#5c4400;--high:#d55e00;--spot:#e0a526;\
        --road-a:#7c8894;--road-b:#a3adb6;--road-c:#cdd4da}
        *{-webkit-print-color-adjust:exact;print-color-adjust:exact}
        body{font-size:10.5pt}
        .top,main{max-width:none;padding:0}
        .languages,.contents,.controls,.live .controls,#map,.live #map{display:none}
        summary{display:block;list-style:none;color:inherit;font-weight:600;margin-top:8px}
        .note{font-size:9pt}
        .still,.live .still{display:block}
        .cards,.grid,.pair{gap:10px 16px}
        .card,figure,.still,tr{break-inside:avoid}
        h2,h3,figcaption{break-after:avoid}
        .scroll{overflow:visible}
        table{font-size:8pt}
        th,td{padding:3px 4px}
        th{font-size:7pt}
        code{font-size:7pt}
        .screen{display:none}
        .forest,.narrow{max-width:420px}
        thead{display:table-header-group;break-inside:avoid}
        .sort{display:none}
        th::before{content:attr(data-heading)}
        .go{border:0;background:none;color:inherit;padding:0}
        .hash{font-size:7pt}
        .grid details{display:none}
        }

        """
}
