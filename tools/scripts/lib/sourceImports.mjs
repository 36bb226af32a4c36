/**
 * `node --import ./tools/scripts/lib/sourceImports.mjs …`: lets Node run the TypeScript of nodes/ and
 * test/ as it is, whose imports leave the extension out, as compilers have it.
 */
import { registerHooks } from 'node:module';

const endings = ['.ts', '/index.ts'];

registerHooks({
	resolve(specifier, context, nextResolve) {
		if (specifier === 'n8n-workflow') return nextResolve(specifier, asRequired(context));
		const isOurs = specifier.startsWith('.') && context.parentURL?.endsWith('.ts');
		if (!isOurs) return nextResolve(specifier, context);
		const hasEnding = /\.[cm]?[jt]s(on)?$/.test(specifier);
		const resolved = hasEnding
			? nextResolve(specifier, context)
			: resolveWithEnding(specifier, context, nextResolve);
		// Without it Node reads each file twice, because package.json does not say what they are.
		return resolved.url.endsWith('.ts') ? { ...resolved, format: 'module-typescript' } : resolved;
	},
});

function resolveWithEnding(specifier, context, nextResolve) {
	for (const ending of endings) {
		try {
			return nextResolve(specifier + ending, context);
		} catch (error) {
			if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
		}
	}
	return nextResolve(specifier, context);
}

/** Its ES modules are made for bundlers; n8n itself requires it. */
function asRequired(context) {
	return { ...context, conditions: ['node', 'require'] };
}
