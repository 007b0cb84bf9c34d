/** The global, and the payment window without a widget (toss-api 2.3, 2.6). */
export const entry = String.raw`
const WINDOW_METHODS = { CARD: 'CARD', VIRTUAL_ACCOUNT: 'VIRTUAL_ACCOUNT', TRANSFER: 'TRANSFER' };

function createPayment(clientKey, customerKey) {
  let isPaying = false;
  let shown = null;
  return {
    requestPayment: async function (request) {
      if (isPaying) throw SdkError('INVALID_METHOD_TRANSACTION');
      checkRequest(request);
      checkAmount(request.amount);
      const method = WINDOW_METHODS[request.method];
      if (method === undefined) throw SdkError('NOT_SUPPORTED_METHOD');
      isPaying = true;
      let isLeaving = false;
      try {
        const result = await runPayment({
          clientKey: clientKey,
          customerKey: customerKey,
          amount: request.amount.value,
          method: method,
          request: request,
          paymentType: null,
        }, function (opened) { shown = opened; });
        isLeaving = request.successUrl !== undefined;
        return result;
      } finally {
        shown = null;
        if (!isLeaving) isPaying = false;
      }
    },
    destroy: async function () {
      if (shown !== null) shown.abort();
    },
  };
}

function TossPayments(clientKey) {
  if (typeof clientKey !== 'string' || !CLIENT_KEY.test(clientKey)) throw SdkError('INVALID_CLIENT_KEY');
  return {
    widgets: function (params) {
      if (!isWidgetKey(clientKey)) throw SdkError('NOT_SUPPORTED_API_INDIVIDUAL_KEY');
      checkCustomerKey((params || {}).customerKey);
      return createWidgets(clientKey, params.customerKey);
    },
    payment: function (params) {
      if (isWidgetKey(clientKey)) throw SdkError('NOT_SUPPORTED_WIDGET_KEY');
      checkCustomerKey((params || {}).customerKey);
      return createPayment(clientKey, params.customerKey);
    },
    brandpay: function () {
      throw SdkError(isWidgetKey(clientKey) ? 'NOT_SUPPORTED_WIDGET_KEY' : 'NOT_SUPPORTED_METHOD');
    },
  };
}

TossPayments.ANONYMOUS = ANONYMOUS;
window.TossPayments = TossPayments;
`
