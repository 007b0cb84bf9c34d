import { dom } from './dom.ts'
import { entry } from './entry.ts'
import { overlay } from './overlay.ts'
import { rules } from './rules.ts'
import { styles } from './styles.ts'
import { widgets } from './widgets.ts'
import { words } from './words.ts'

/**
 * The script of `/v2/standard` as text: one classic script that sets `window.TossPayments`. It is kept as text, in parts
 * that share one scope, because it runs in the customer's page and must come out the same from Node, from tests and
 * from the bundle. It keeps to a strict content security policy: no eval, no inline handlers, no style attributes.
 */
export const widgetScript = (settings: { readonly successVia302: boolean }): string =>
  [
    '(function () {',
    "'use strict';",
    `var SETTINGS = ${JSON.stringify(settings)};`,
    words,
    styles,
    dom,
    rules,
    overlay,
    widgets,
    entry,
    '})();',
    '',
  ].join('\n')
