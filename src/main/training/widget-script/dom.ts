/** Small means of drawing and of asking the box. */
export const dom = String.raw`
// Where this script came from is where the box is.
const BASE = (document.currentScript && document.currentScript.src || location.origin + '/v2/standard')
  .replace(/\/v2\/standard.*$/, '');

// Text goes in as text, so nothing in an order name is ever markup.
function element(tag, properties, children) {
  const node = document.createElement(tag);
  Object.keys(properties || {}).forEach(function (name) {
    if (name === 'text') node.textContent = properties[name];
    else if (name === 'testId') node.setAttribute('data-testid', properties[name]);
    else node.setAttribute(name, properties[name]);
  });
  (children || []).forEach(function (child) { if (child) node.appendChild(child); });
  return node;
}

function tag() {
  return element('span', { class: 'tossbox-tag', text: text().training });
}

async function post(path, body) {
  let response;
  let answer;
  try {
    response = await fetch(BASE + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    answer = await response.json();
  } catch (cause) {
    throw SdkError('UNKNOWN');
  }
  if (!response.ok) throw SdkError(answer.code, answer.message);
  return answer;
}

// The query a URL already has survives, and stays as it was written.
function withQuery(url, pairs) {
  const at = url.indexOf('#');
  const head = at < 0 ? url : url.slice(0, at);
  const hash = at < 0 ? '' : url.slice(at);
  const query = pairs.map(function (pair) {
    return encodeURIComponent(pair[0]) + '=' + encodeURIComponent(pair[1]);
  }).join('&');
  return head + (head.indexOf('?') < 0 ? '?' : '&') + query + hash;
}

function listeners(names) {
  const known = {};
  names.forEach(function (name) { known[name] = []; });
  return {
    on: function (name, callback) {
      if (!known[name]) throw SdkError('INVALID_EVENT');
      if (typeof callback !== 'function') throw SdkError('INVALID_PARAMETERS');
      known[name].push(callback);
    },
    tell: function (name, value) {
      known[name].forEach(function (callback) { callback(value); });
    },
  };
}
`
