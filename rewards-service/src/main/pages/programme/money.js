/** An amount in the currency's smallest unit. */
export function money(minor, currency) {
  const form = new Intl.NumberFormat(undefined, {style: 'currency', currency});
  return form.format(minor / 10 ** form.resolvedOptions().maximumFractionDigits);
}

/** How many of the smallest unit a number of the currency is; NaN for what is none. */
export function minor(text, currency) {
  const digits = new Intl.NumberFormat(undefined, {style: 'currency', currency}).resolvedOptions().maximumFractionDigits;
  return /^\d+([.,]\d+)?$/.test(text.trim()) ? Math.round(Number(text.trim().replace(',', '.')) * 10 ** digits) : Number.NaN;
}

/** The smallest unit as a number of the currency, to be edited. */
export function major(amount, currency) {
  const digits = new Intl.NumberFormat(undefined, {style: 'currency', currency}).resolvedOptions().maximumFractionDigits;
  return (amount / 10 ** digits).toFixed(digits);
}
