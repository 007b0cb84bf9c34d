/** The look: the till's own tokens, light and dark, in one constructed stylesheet. */
export const styles = String.raw`
const DARK = 'color-scheme:dark;--ground:#101013;--card:#1a1b1f;--fill:#26282e;--ink1:#f3f4f6;--ink2:#c3c9d2;--ink3:#9aa3af;' +
  '--line:#2c2f36;--soft:#152b4d;--on-soft:#6ba6ff;--amber:#3a2a0c;--on-amber:#ffc062;--red:#3c1a1d;--on-red:#ff8a92;';

const CSS = [
  '.tossbox{color-scheme:light;--ground:#f2f4f6;--card:#fff;--fill:#f2f4f6;--ink1:#191f28;--ink2:#4e5968;--ink3:#657080;--line:#e5e8eb;',
  '--blue:#1f6fe5;--press:#1b64da;--soft:#e8f3ff;--on-soft:#1b64da;--amber:#fff4e0;--on-amber:#9a5700;',
  '--red:#ffeeee;--on-red:#c4202e;box-sizing:border-box;color:var(--ink1);',
  'font-family:"Pretendard Variable",Pretendard,system-ui,"Apple SD Gothic Neo","Malgun Gothic","Noto Sans CJK KR",sans-serif;',
  'font-size:16px;line-height:1.4;letter-spacing:-0.01em;font-variant-numeric:tabular-nums;word-break:keep-all}',
  '.tossbox *{box-sizing:border-box;margin:0}',
  '@media (prefers-color-scheme:dark){:root:not([data-theme=light]) .tossbox{' + DARK + '}}',
  ':root[data-theme=dark] .tossbox{' + DARK + '}',
  '.tossbox-card{background:var(--card);border-radius:16px;padding:20px}',
  '.tossbox-top{display:flex;align-items:center;gap:8px;margin-bottom:12px}',
  '.tossbox-title{font-size:20px;font-weight:700;outline:none}',
  '.tossbox-tag{background:var(--amber);color:var(--on-amber);border-radius:8px;padding:2px 8px;font-size:13px;font-weight:700}',
  '.tossbox-hint{color:var(--ink3);font-size:14px}',
  '.tossbox-list{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:12px;margin-bottom:12px;border:0;padding:0}',
  '.tossbox-row{display:flex;align-items:center;gap:12px;min-height:56px;padding:8px 16px;border-radius:12px;background:var(--fill);cursor:pointer}',
  '.tossbox-row:has(input:checked){background:var(--soft);color:var(--on-soft)}',
  '.tossbox-row input{width:20px;height:20px;flex:none;accent-color:var(--blue)}',
  '.tossbox-row:has(:focus-visible){outline:2px solid var(--blue);outline-offset:2px}',
  '.tossbox-name{font-weight:600}',
  '.tossbox-kind{display:block;color:var(--ink2);font-size:13px;font-weight:400}',
  '.tossbox-row:has(input:checked) .tossbox-kind{color:var(--on-soft)}',
  '.tossbox-veil{width:100vw;height:100vh;max-width:none;max-height:none;border:0;padding:16px;background:transparent;overflow:auto}',
  '.tossbox-veil[open]{display:grid;place-items:center}',
  '.tossbox-veil::backdrop{background:rgba(16,16,19,.6)}',
  '.tossbox-sheet{width:min(480px,100%);background:var(--card);border-radius:24px;padding:24px}',
  '.tossbox-amount{font-size:44px;font-weight:700;line-height:1.2;overflow-wrap:anywhere}',
  '.tossbox-order{color:var(--ink2);overflow-wrap:anywhere;margin-bottom:20px;max-height:4.2em;overflow:auto}',
  '.tossbox-buttons{display:grid;gap:12px;margin-top:12px}',
  '.tossbox-button{width:100%;min-height:56px;border:0;border-radius:12px;padding:8px 16px;font:inherit;font-weight:700;cursor:pointer;',
  'background:var(--fill);color:var(--ink1)}',
  '.tossbox-button.is-main{background:var(--blue);color:#fff}',
  '.tossbox-button.is-main:active{background:var(--press)}',
  '.tossbox-button.is-no{background:var(--red);color:var(--on-red)}',
  '.tossbox-button:focus-visible{outline:2px solid var(--blue);outline-offset:2px}',
  '.tossbox-button:disabled{opacity:.5;cursor:default}',
  '.tossbox-apart{margin-top:12px}',
  '@media (max-width:480px){.tossbox-list{grid-template-columns:1fr}}',
].join('');

let isStyled = false;
// A constructed stylesheet needs no leave from the page's style-src.
function addStyles() {
  if (isStyled) return;
  isStyled = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  document.adoptedStyleSheets = document.adoptedStyleSheets.concat([sheet]);
}
`
