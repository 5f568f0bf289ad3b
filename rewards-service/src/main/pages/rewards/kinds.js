/** What sort of thing an item is, in words. */
export const KINDS = {CREDIT: 'Credit', DISCOUNT: 'Discount', DIGITAL: 'Digital', GOODS: 'Goods', DONATION: 'Donation', ACCESS: 'Early access'};
