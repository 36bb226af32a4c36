import type { Fault, Sandbox } from '../../tools/sandbox/index.ts';

export const status = (code: number, more: object = {}): Fault => ({
	kind: 'status',
	status: code,
	...more,
});

/** The wait that an answer may name, so that a test need not. */
export const atOnce = { headers: { 'retry-after': '0' } };

/** Whatever happened: no other origin may ever have seen a key. */
export function expectNoKeyAbroad(sandbox: Sandbox): void {
	const seen = JSON.stringify(sandbox.foreignRequests.map(({ path, headers }) => [path, headers]));
	expect(seen).not.toContain(sandbox.oakgenApiKey);
	expect(seen).not.toContain(sandbox.geminiApiKey);
}
