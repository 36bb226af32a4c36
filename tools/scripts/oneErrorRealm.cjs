/**
 * For jest: it runs tests in a realm of their own, where an error made by Node itself (a refused
 * connection, a missing file) is no `instanceof Error`. In n8n it is one, so here it must be too.
 */
const { isNativeError } = require('node:util').types;

const builtIn = new Set([
	Error,
	AggregateError,
	RangeError,
	ReferenceError,
	SyntaxError,
	TypeError,
]);
const isInstance = Function.prototype[Symbol.hasInstance];

// The other classes, ours and n8n's among them, inherit this method and are not affected.
Object.defineProperty(Error, Symbol.hasInstance, {
	value(candidate) {
		if (isInstance.call(this, candidate)) return true;
		return builtIn.has(this) && isNativeError(candidate) && hasAncestorNamed(candidate, this.name);
	},
});

function hasAncestorNamed(candidate, name) {
	const prototype = Object.getPrototypeOf(candidate);
	if (prototype === null) return false;
	return prototype.constructor?.name === name || hasAncestorNamed(prototype, name);
}
