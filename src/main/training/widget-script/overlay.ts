/** The window of the payment company, played by whoever trains: it shows what is asked and offers every ending. */
export const overlay = String.raw`
const DEPOSIT_AFTER_MS = 15000;

function atConfirmCode(method) {
  return method === 'TRANSFER' ? 'REJECT_ACCOUNT_PAYMENT' : 'REJECT_CARD_PAYMENT';
}

function declineCode(method) {
  return method === 'CARD' ? 'REJECT_CARD_COMPANY' : 'PAY_PROCESS_ABORTED';
}

// The endings that make sense for a method, in the order they are drawn.
function endingsFor(method, isRedirect) {
  const words = text();
  const isAccount = method === 'VIRTUAL_ACCOUNT';
  return [
    { id: 'box-approve', look: 'is-main', name: isAccount ? words.issue : words.approve, how: { is: 'approved' } },
    isAccount && {
      id: 'box-issue-and-deposit',
      name: words.issueAndDeposit,
      how: { is: 'approved', depositAfterMs: DEPOSIT_AFTER_MS },
    },
    {
      id: 'box-decline',
      look: 'is-no',
      apart: true,
      name: method === 'CARD' ? words.decline : words.declineOther,
      how: { is: 'declined', code: declineCode(method) },
    },
    !isAccount && {
      id: 'box-decline-at-confirm',
      look: 'is-no',
      name: words.declineAtConfirm,
      how: { is: 'approved', declineAtConfirm: atConfirmCode(method) },
    },
    isRedirect && {
      id: 'box-cancel-redirect',
      apart: true,
      name: words.cancelRedirect,
      how: { is: 'cancelled' },
    },
    { id: 'box-close', apart: !isRedirect, name: words.close, how: { is: 'closed' } },
  ].filter(Boolean);
}

// Resolves with the ending that was chosen. The caller closes the window.
function openWindow(shown) {
  addStyles();
  const words = text();
  let choose;
  const chosen = new Promise(function (resolve) { choose = resolve; });
  const status = element('p', { class: 'tossbox-hint', role: 'status', text: words.ask });
  const buttons = endingsFor(shown.method, shown.isRedirect).map(function (ending) {
    const button = element('button', {
      type: 'button',
      class: ['tossbox-button', ending.look, ending.apart && 'tossbox-apart'].filter(Boolean).join(' '),
      testId: ending.id,
      text: ending.name,
    });
    button.addEventListener('click', function () { pick(ending.how); });
    return button;
  });

  function pick(how) {
    buttons.forEach(function (button) { button.disabled = true; });
    status.textContent = words.working;
    choose(how);
  }

  // The way back was lost: nothing is left to do but close the window.
  function stall() {
    status.textContent = words.stalled;
    const close = buttons[buttons.length - 1];
    close.disabled = false;
    close.focus();
    return new Promise(function (resolve) {
      close.addEventListener('click', resolve);
      dialog.addEventListener('cancel', resolve);
    });
  }

  // Focus starts on the title: a scanner's Enter must not approve anything.
  const title = element('h2', {
    class: 'tossbox-title',
    id: 'tossbox-window-title',
    tabindex: '-1',
    text: words.stage,
  });
  const dialog = element('dialog', {
    class: 'tossbox tossbox-veil',
    testId: 'box-window',
    'aria-labelledby': 'tossbox-window-title',
  }, [
    element('div', { class: 'tossbox-sheet' }, [
      element('div', { class: 'tossbox-top' }, [tag(), title]),
      element('p', { class: 'tossbox-hint', text: words[shown.method] }),
      element('p', { class: 'tossbox-amount', testId: 'box-amount', text: words.won(groupDigits(shown.amount)) }),
      element('p', { class: 'tossbox-order', testId: 'box-order-name', text: shown.orderName }),
      status,
      element('div', { class: 'tossbox-buttons' }, buttons),
    ]),
  ]);
  // Escape is the customer closing the window.
  dialog.addEventListener('cancel', function (event) {
    event.preventDefault();
    pick({ is: 'closed' });
  });
  document.body.appendChild(dialog);
  dialog.showModal();
  return {
    chosen: chosen,
    abort: function () { pick({ is: 'aborted' }); },
    stall: stall,
    close: function () { dialog.remove(); },
  };
}

function failWith(request, code, withOrderId) {
  const message = FAIL_MESSAGES[language()][code];
  if (request.failUrl === undefined) throw SdkError(code, message);
  const pairs = [['code', code], ['message', message]];
  if (withOrderId) pairs.push(['orderId', request.orderId]);
  location.assign(withQuery(request.failUrl, pairs));
}

function succeed(request, done, paymentType) {
  if (request.successUrl === undefined) {
    const result = {
      paymentKey: done.paymentKey,
      orderId: done.orderId,
      amount: { currency: 'KRW', value: done.amount },
    };
    return paymentType ? Object.assign({ paymentType: paymentType }, result) : result;
  }
  const pairs = [['amount', done.amount], ['orderId', done.orderId], ['paymentKey', done.paymentKey]];
  if (paymentType) pairs.unshift(['paymentType', paymentType]);
  const url = withQuery(request.successUrl, pairs);
  const viaBox = BASE + '/box/redirect?to=' + encodeURIComponent(url);
  if (done.redirects === 2) location.assign(viaBox + '&times=2');
  else location.assign(SETTINGS.successVia302 ? viaBox : url);
  return undefined;
}

// One payment from the opened window to its end. The window stays drawn while the page is being left.
async function runPayment(asked, onOpen) {
  const request = asked.request;
  const session = await post('/box/sessions', {
    clientKey: asked.clientKey,
    customerKey: asked.customerKey,
    amount: asked.amount,
    orderId: request.orderId,
    orderName: request.orderName,
    customerName: request.customerName,
    taxFreeAmount: request.taxFreeAmount,
    taxExemptionAmount: request.card && request.card.taxExemptionAmount,
    useEscrow: [request.virtualAccount, request.transfer].some(function (options) {
      return Boolean(options && options.useEscrow);
    }),
    metadata: request.metadata,
  });
  const shown = openWindow({
    method: asked.method,
    amount: asked.amount,
    orderName: request.orderName,
    isRedirect: request.successUrl !== undefined,
  });
  onOpen(shown);
  let isLeaving = false;
  try {
    const how = await shown.chosen;
    if (how.is === 'closed') throw SdkError('USER_CANCEL');
    if (how.is === 'aborted') {
      const error = SdkError('PAYMENT_REQUEST_ABORTED', '결제 요청이 중단되었습니다.');
      error.name = 'PaymentRequestAbortedError';
      throw error;
    }
    const path = '/box/sessions/' + session.sessionId;
    let result;
    if (how.is === 'cancelled') {
      failWith(request, 'PAY_PROCESS_CANCELED', false);
    } else if (how.is === 'declined') {
      await post(path + '/decline', { code: how.code });
      failWith(request, how.code, true);
    } else {
      const done = await post(path + '/authenticate', {
        method: asked.method,
        declineAtConfirm: how.declineAtConfirm,
        depositAfterMs: how.depositAfterMs,
        validHours: request.virtualAccount && request.virtualAccount.validHours,
      });
      if (done.redirects === 0) {
        await shown.stall();
        throw SdkError('USER_CANCEL');
      }
      result = succeed(request, done, asked.paymentType);
    }
    isLeaving = request.successUrl !== undefined;
    return result;
  } finally {
    if (!isLeaving) shown.close();
  }
}
`
