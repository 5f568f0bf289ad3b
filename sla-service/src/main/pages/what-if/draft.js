const KEY = 'crowdline.policy-to-try';

/** A policy that is written on one page and tried on another; it lasts as long as the tab. */
export const draft = {
  keep: (policy) => sessionStorage.setItem(KEY, JSON.stringify(policy)),
  read: () => JSON.parse(sessionStorage.getItem(KEY) ?? 'null'),
  forget: () => sessionStorage.removeItem(KEY),
};
