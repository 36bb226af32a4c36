import { inspect } from 'node:util';
import { Logger } from '../../tools/engine/n8n.ts';

type Write = typeof process.stdout.write;

/** Hears what n8n's loggers are told, whatever their level, and what is written to the console. */
export function listenToLogs(): { logs: string[]; stopListening(): void } {
	const logs: string[] = [];
	const note = (...said: unknown[]) => void logs.push(said.map(shown).join(' '));
	const logger = Logger.prototype as unknown as { log(...said: unknown[]): void };
	const write = (stream: NodeJS.WriteStream) =>
		jest.spyOn(stream, 'write').mockImplementation(((text: unknown) => {
			note(text);
			return true;
		}) as Write);
	const levels = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;
	const spies = [
		jest.spyOn(logger, 'log').mockImplementation(note),
		...levels.map((level) => jest.spyOn(console, level).mockImplementation(note)),
		write(process.stdout),
		write(process.stderr),
	];
	return { logs, stopListening: () => spies.forEach((spy) => spy.mockRestore()) };
}

function shown(said: unknown): string {
	return typeof said === 'string' ? said : inspect(said, { depth: null, maxStringLength: null });
}
