const PURPOSE = 'conversation';

/**
 * The customer's link: the token in the address after the #, which browsers never send. Its readable half says which
 * request of which community it opens and until when; whether it is genuine is judged by the services.
 *
 * @returns {{token, community, requestId, expiresAt}|null} null when it is no link at all
 */
export function readLink(fragment) {
  const token = fragment.replace(/^#/, '');
  try {
    const payload = atob(token.split('.')[0].replaceAll('-', '+').replaceAll('_', '/'));
    const [purpose, community, requestId, expires] = payload.split('|');
    if (purpose !== PURPOSE || !/^[0-9a-f-]{36}$/.test(requestId)) {
      return null;
    }
    return {token, community, requestId, expiresAt: Number(expires) * 1000};
  } catch {
    return null;
  }
}
