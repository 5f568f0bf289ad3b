/**
 * An element with its properties and children. Nothing is parsed as markup, and no style stands in an attribute, so that
 * the strictest policy of a page allows it.
 *
 * @param properties attributes by their names; `on…` with a function listens, false and null leave out
 * @param children nodes and texts; what is false or null is left out
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') {
      element.addEventListener(name.slice(2), value);
    } else if (value !== false && value != null) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== false && child != null));
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A drawing of one line in the colour of the text around it. */
export function icon(path) {
  const drawing = document.createElementNS(SVG, 'svg');
  const line = document.createElementNS(SVG, 'path');
  for (const [name, value] of Object.entries({viewBox: '0 0 24 24', width: 22, height: 22, 'aria-hidden': 'true', fill: 'none', stroke: 'currentColor', 'stroke-width': 2, 'stroke-linecap': 'round', 'stroke-linejoin': 'round'})) {
    drawing.setAttribute(name, value);
  }
  line.setAttribute('d', path);
  drawing.append(line);
  return drawing;
}

/** Says something in an element that is listened to, only when it is something else. */
export function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}
