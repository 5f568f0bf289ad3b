const PURPOSE = 'conversation';

/**
 * The customer's link: the token in the address after the #, which browsers never send. Its readable half says which
 * request of which community it opens and until when; whether it is genuine is judged by the services.
 *
 * After an & it may say what a mail's reader has pressed: `solved=yes` or `solved=no`. It is still to be pressed here,
 * for there are programs that open each address of a mail.
 *
 * @returns {{token, community, requestId, expiresAt, solved}|null} null when it is no link at all
 */
export function readLink(fragment) {
  const [token, said] = fragment.replace(/^#/, '').split('&');
  try {
    const payload = atob(token.split('.')[0].replaceAll('-', '+').replaceAll('_', '/'));
    const [purpose, community, requestId, expires] = payload.split('|');
    if (purpose !== PURPOSE || !/^[0-9a-f-]{36}$/.test(requestId)) {
      return null;
    }
    return {token, community, requestId, expiresAt: Number(expires) * 1000, solved: said?.match(/^solved=(yes|no)$/)?.[1] ?? ''};
  } catch {
    return null;
  }
}
