import { type Sandbox, type SandboxOptions, startSandbox } from '../../tools/sandbox/index.ts';

/** A sandbox for the tests of one file: started before them, as new before each, closed after them. */
export function sandboxOfFile(options: SandboxOptions = {}): Sandbox {
	let started: Sandbox;
	beforeAll(async () => {
		started = await startSandbox(options);
	});
	beforeEach(() => started.reset());
	afterAll(() => started.close());
	return new Proxy({} as Sandbox, {
		get(_, name) {
			const value: unknown = Reflect.get(started, name, started);
			return typeof value === 'function' ? value.bind(started) : value;
		},
		// A copy with other fields, `{ ...sandbox, url }`, has those of the sandbox too.
		ownKeys: () => Reflect.ownKeys(started),
		getOwnPropertyDescriptor(_, name) {
			const own = Reflect.getOwnPropertyDescriptor(started, name);
			return own && { ...own, configurable: true };
		},
	});
}
