const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** The operations of an OpenAPI document by subject: [[subject, [{method, path, operation}]]]. */
export function operationsOf(document) {
  const all = Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => ({method, path, operation: item[method]})));
  return Object.entries(Object.groupBy(all, ({operation}) => operation.tags?.[0] ?? 'Others')).sort(([a], [b]) => a.localeCompare(b));
}

/** Whether an operation has all the words that are sought. */
export function matching({method, path, operation}, sought) {
  const text = `${method} ${path} ${operation.operationId} ${operation.summary}`.toLowerCase();
  return sought.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

/** Who may call it, in a sentence. */
export function allows({security = []}) {
  const who = security.flatMap((each) => Object.entries(each).map(([scheme, scopes]) =>
    `${{bearer: 'a token', apiKey: 'an API key', customerLink: "the customer's link"}[scheme] ?? scheme}${scopes.length ? ` (${scopes.join(', ')})` : ''}`));
  return who.length ? `For ${who.join(', or ')}.` : 'For everybody.';
}

/** The schema of an answer, or nothing. */
export const schemaOf = (response) => Object.values(response.content ?? {})[0]?.schema;

const nameOf = (schema) => schema.$ref?.split('/').pop();
const resolved = (document, schema) => (schema.$ref ? document.components.schemas[nameOf(schema)] : schema) ?? {};

/** What a value is, in words. */
export function typeOf(document, schema = {}) {
  const {type, format, items, enum: constants, maxLength, minLength, minimum, maximum, maxItems, pattern, anyOf, oneOf, ...rest} = resolved(document, schema);
  const name = nameOf(schema);
  const types = [type].flat().filter((each) => each && each !== 'null');
  const choices = anyOf ?? oneOf;
  if (constants) {
    return `one of ${constants.filter((each) => each !== null).join(', ')}`;
  }
  if (choices) {
    return choices.filter((each) => each.type !== 'null').map((each) => typeOf(document, each)).join(' or ');
  }
  if (types[0] === 'array') {
    return `list of ${typeOf(document, items)}${maxItems ? `, at most ${maxItems}` : ''}`;
  }
  if (types[0] === 'object' || rest.properties) {
    return name ?? 'object';
  }
  const limits = [
    format,
    minLength ? `at least ${minLength} characters` : '',
    maxLength ? `at most ${maxLength} characters` : '',
    minimum !== undefined ? `from ${minimum}` : '',
    maximum !== undefined ? `up to ${maximum}` : '',
    pattern ? `like ${pattern}` : '',
  ].filter(Boolean);
  return [types.join(' or ') || 'anything', ...limits].join(', ');
}

/** The fields of an object, or of the objects in a list; what is inside them is named a.b. */
export function rowsOf(document, schema, prefix = '', depth = 0) {
  const whole = resolved(document, schema);
  if ([whole.type].flat().includes('array')) {
    return rowsOf(document, whole.items ?? {}, `${prefix}[].`.replace(/^\[\]\.$/, ''), depth);
  }
  return Object.entries(whole.properties ?? {}).flatMap(([name, property]) => {
    const row = {name: prefix + name, type: typeOf(document, property), required: whole.required?.includes(name), text: property.description};
    const inner = resolved(document, property);
    const list = [inner.type].flat().includes('array');
    const below = depth < 2 ? rowsOf(document, list ? inner.items ?? {} : property, `${prefix}${name}${list ? '[]' : ''}.`, depth + 1) : [];
    return [row, ...below];
  });
}
