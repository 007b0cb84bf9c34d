/** What is drawn in the shop's page: the list of payment methods and the terms. */
export const widgets = String.raw`
const METHODS = ['CARD', 'TOSSPAY', 'KAKAOPAY', 'NAVERPAY', 'VIRTUAL_ACCOUNT', 'TRANSFER'];
const EASY_PAY = ['TOSSPAY', 'KAKAOPAY', 'NAVERPAY'];
// UNSELECTED is the box's own: a list in which nothing is chosen yet.
const METHOD_VARIANTS = ['DEFAULT', 'UNSELECTED'];
const AGREEMENT_VARIANTS = ['AGREEMENT'];

function findPlace(selector) {
  let place = null;
  try {
    place = typeof selector === 'string' ? document.querySelector(selector) : null;
  } catch (cause) {
    place = null;
  }
  if (!place) throw SdkError('INVALID_SELECTOR');
  return place;
}

function methodRow(method, group, isChosen, onChoose) {
  const words = text();
  const input = element('input', { type: 'radio', name: group, value: method });
  input.checked = isChosen;
  input.addEventListener('change', function () { onChoose(method); });
  return element('label', { class: 'tossbox-row', testId: 'box-method-' + method }, [
    input,
    element('span', { class: 'tossbox-name', text: words[method] }, []),
    EASY_PAY.indexOf(method) < 0 ? null : element('span', { class: 'tossbox-kind', text: words.easyPay }),
  ]);
}

let groups = 0;
function drawMethods(place, chosen, onChoose) {
  addStyles();
  const words = text();
  const group = 'tossbox-method-' + (groups += 1);
  const list = element('fieldset', { class: 'tossbox-list', 'aria-label': words.methods }, METHODS.map(function (method) {
    return methodRow(method, group, method === chosen, onChoose);
  }));
  const root = element('section', { class: 'tossbox tossbox-card', testId: 'box-methods' }, [
    element('div', { class: 'tossbox-top' }, [
      element('h2', { class: 'tossbox-title', text: words.methods }),
      tag(),
    ]),
    list,
    element('p', { class: 'tossbox-hint', text: words.notice }),
  ]);
  place.appendChild(root);
  return root;
}

function drawAgreement(place, onChange) {
  addStyles();
  const words = text();
  const input = element('input', { type: 'checkbox' });
  input.checked = true;
  input.addEventListener('change', function () { onChange(input.checked); });
  const root = element('section', { class: 'tossbox tossbox-card' }, [
    element('label', { class: 'tossbox-row', testId: 'box-agreement' }, [
      input,
      element('span', { class: 'tossbox-name', text: '[' + words.required + '] ' + words.agree }),
      tag(),
    ]),
  ]);
  place.appendChild(root);
  return root;
}

function createMethodsWidget(place, variantKey, onDestroy) {
  const events = listeners(['paymentMethodSelect']);
  let chosen = variantKey === 'UNSELECTED' ? null : 'CARD';
  const root = drawMethods(place, chosen, function (method) {
    chosen = method;
    events.tell('paymentMethodSelect', { code: method });
  });
  const widget = {
    on: events.on,
    getSelectedPaymentMethod: function () {
      return Promise.resolve(chosen === null ? null : { code: chosen });
    },
    destroy: function () {
      root.remove();
      onDestroy();
      return Promise.resolve();
    },
  };
  // As the real one: the first choice is told once the page had time to listen.
  if (chosen !== null) setTimeout(function () { events.tell('paymentMethodSelect', { code: chosen }); });
  return { widget: widget, chosen: function () { return chosen; } };
}

function createAgreementWidget(place, onDestroy) {
  const events = listeners(['agreementStatusChange']);
  let agreed = true;
  function status() {
    return {
      agreedRequiredTerms: agreed,
      agreements: [{ term: { id: 'training_terms', required: true }, agreed: agreed }],
    };
  }
  const root = drawAgreement(place, function (value) {
    agreed = value;
    events.tell('agreementStatusChange', status());
  });
  const widget = {
    on: events.on,
    destroy: function () {
      root.remove();
      onDestroy();
      return Promise.resolve();
    },
  };
  setTimeout(function () { events.tell('agreementStatusChange', status()); });
  return { widget: widget, agreed: function () { return agreed; } };
}

// A widget of one customer: setAmount, render, requestPayment, in that order.
function createWidgets(clientKey, customerKey) {
  let amount = null;
  let methods = null;
  let agreement = null;
  let isPaying = false;

  return {
    setAmount: async function (value) {
      checkAmount(value);
      amount = { currency: value.currency, value: value.value };
    },

    renderPaymentMethods: async function (options) {
      if (amount === null) throw SdkError('NOT_SETUP_AMOUNT');
      if (methods !== null) throw SdkError('PAYMENT_METHODS_WIDGET_ALREADY_RENDERED');
      const given = options || {};
      const place = findPlace(given.selector);
      const variantKey = given.variantKey === undefined ? 'DEFAULT' : given.variantKey;
      if (METHOD_VARIANTS.indexOf(variantKey) < 0) throw SdkError('INVALID_VARIANT_KEY');
      methods = createMethodsWidget(place, variantKey, function () { methods = null; });
      return methods.widget;
    },

    renderAgreement: async function (options) {
      if (amount === null) throw SdkError('NOT_SETUP_AMOUNT');
      if (agreement !== null) throw SdkError('AGREEMENT_WIDGET_ALREADY_RENDERED');
      const given = options || {};
      const place = findPlace(given.selector);
      const variantKey = given.variantKey === undefined ? 'AGREEMENT' : given.variantKey;
      if (AGREEMENT_VARIANTS.indexOf(variantKey) < 0) throw SdkError('INVALID_VARIANT_KEY');
      agreement = createAgreementWidget(place, function () { agreement = null; });
      return agreement.widget;
    },

    requestPayment: async function (request) {
      if (isPaying) throw SdkError('INVALID_METHOD_TRANSACTION');
      if (amount === null) throw SdkError('NOT_SETUP_AMOUNT');
      checkRequest(request);
      if (methods === null || methods.chosen() === null) throw SdkError('NOT_SELECTED_PAYMENT_METHOD');
      if (agreement === null || !agreement.agreed()) throw SdkError('NEED_AGREEMENT_WITH_REQUIRED_TERMS');
      isPaying = true;
      let isLeaving = false;
      try {
        const result = await runPayment({
          clientKey: clientKey,
          customerKey: customerKey,
          amount: amount.value,
          method: methods.chosen(),
          request: request,
          paymentType: 'NORMAL',
        }, function () {});
        isLeaving = request.successUrl !== undefined;
        return result;
      } finally {
        // While the page is being left, a second press must not open a second window.
        if (!isLeaving) isPaying = false;
      }
    },
  };
}
`
