/** What the SDK refuses before it opens anything (toss-api 1.4, 2.3 to 2.7). */
export const rules = String.raw`
const ANONYMOUS = '@@ANONYMOUS';
const CLIENT_KEY = /^(test|live)_(gck|ck|ak)_\w+$/;
const SECRET_KEY = /^(test|live)_(gsk|sk)_/;

function isWidgetKey(clientKey) {
  return /^(test|live)_gck_/.test(clientKey);
}

function checkCustomerKey(customerKey) {
  if (typeof customerKey !== 'string') throw SdkError('INVALID_CUSTOMER_KEY');
  if (SECRET_KEY.test(customerKey)) throw SdkError('INSECURE_KEY_USAGE');
  if (customerKey !== ANONYMOUS && !/^[A-Za-z0-9\-_=.@]{2,50}$/.test(customerKey)) {
    throw SdkError('INVALID_CUSTOMER_KEY');
  }
}

function checkAmount(amount) {
  if (typeof amount !== 'object' || amount === null) throw SdkError('INVALID_PARAMETERS');
  if (amount.currency !== 'KRW') throw SdkError('INVALID_AMOUNT_CURRENCY');
  if (typeof amount.value !== 'number' || !Number.isFinite(amount.value)) throw SdkError('INVALID_AMOUNT_VALUE');
  if (amount.value <= 0) throw SdkError('BELOW_ZERO_AMOUNT');
  if (!Number.isSafeInteger(amount.value)) throw SdkError('INVALID_AMOUNT_VALUE');
}

function isMobile() {
  const data = navigator.userAgentData;
  return data ? data.mobile : /Mobi|Android/i.test(navigator.userAgent);
}

function isWebUrl(url) {
  if (typeof url !== 'string') return false;
  try {
    return /^https?:$/.test(new URL(url).protocol);
  } catch (cause) {
    return false;
  }
}

function isTextUpTo(value, length) {
  return value === undefined || value === null || (typeof value === 'string' && value.length <= length);
}

function checkMetadata(metadata) {
  if (metadata === undefined || metadata === null) return;
  if (typeof metadata !== 'object' || Array.isArray(metadata)) throw SdkError('INVALID_METADATA');
  const keys = Object.keys(metadata);
  const fits = keys.length <= 5 && keys.every(function (key) {
    return key.length <= 40 && !/[\[\]]/.test(key) &&
      typeof metadata[key] === 'string' && metadata[key].length <= 2000;
  });
  if (!fits) throw SdkError('INVALID_METADATA');
}

function checkRequest(request) {
  if (typeof request !== 'object' || request === null) throw SdkError('INVALID_PARAMETERS');
  if (typeof request.orderId !== 'string' || !/^[A-Za-z0-9\-_=]{6,64}$/.test(request.orderId)) {
    throw SdkError('INVALID_PARAMETER', '주문번호는 영문, 숫자, -, _, = 로 된 6~64자여야 합니다.');
  }
  if (typeof request.orderName !== 'string' || request.orderName === '' || request.orderName.length > 100) {
    throw SdkError('INVALID_PARAMETER', '주문명은 1~100자여야 합니다.');
  }
  if (!isTextUpTo(request.customerName, 100) || !isTextUpTo(request.customerEmail, 100)) {
    throw SdkError('INVALID_PARAMETER');
  }
  const phone = request.customerMobilePhone;
  if (phone !== undefined && phone !== null && !/^\d{8,15}$/.test(phone)) throw SdkError('INVALID_PARAMETER');
  checkMetadata(request.metadata);
  // Both URLs: redirect. Neither: promise.
  if (request.successUrl === undefined && request.failUrl === undefined) {
    if (isMobile()) throw SdkError('NOT_SUPPORTED_PROMISE');
    return;
  }
  if (!isWebUrl(request.successUrl)) throw SdkError('INCORRECT_SUCCESS_URL_FORMAT');
  if (!isWebUrl(request.failUrl)) throw SdkError('INCORRECT_FAIL_URL_FORMAT');
}
`
