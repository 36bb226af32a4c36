import type { IExecuteFunctions } from 'n8n-workflow';

import type { Ledger } from '../paid/ledger';
import { noticesOf, packed } from './notices';
import type { RunScope } from './scope';

/** Of a line in n8n's log. */
const LONGEST_LINE = 4000;

/** n8n writes an error of its own into the log when a value is longer. */
const LONGEST_VALUE = 255;

/** n8n takes ten for one execution, and the workflow may have some of its own. */
const MOST_VALUES = 4;

/**
 * Writes what is paid for and not handed out to n8n's log: after a cancel n8n keeps nothing else.
 * Never throws.
 */
export function logUnfinished({ context, ledger, redact }: RunScope, why: string): void {
	const notices = allNotices(ledger).map(redact);
	if (notices.length === 0) return;
	const { name } = context.getNode();
	const execution = `execution ${context.getExecutionId()}`;
	for (const line of packed(notices, LONGEST_LINE, '; ')) {
		// The log must not cost the error that says the same.
		attempt(() => context.logger.warn(`${name} (${execution}): ${why}: ${line}`));
	}
}

/**
 * Notes the same beside the execution, where n8n shows it in the editor as highlighted data: this is
 * all that it saves of a node when Stop is pressed (seen in 2.41.1).
 */
export function highlightUnfinished({ context, ledger, redact }: RunScope): void {
	attempt(() => {
		const notices = allNotices(ledger).map(redact);
		const values = packed(notices, LONGEST_VALUE - 40, '; ');
		const data = customDataOf(context);
		const left = values.length - MOST_VALUES;
		for (const [place, value] of values.slice(0, MOST_VALUES).entries()) {
			const isLast = left > 0 && place === MOST_VALUES - 1;
			const more = isLast ? ' … more in n8n’s log' : '';
			data?.set(freeKey(data), `${value}${more}`);
		}
	});
}

function allNotices(ledger: Ledger): string[] {
	return ledger
		.all()
		.flatMap(({ itemIndex, entry }) =>
			noticesOf(entry).map((notice) => `item ${itemIndex}: ${notice}`),
		);
}

interface CustomData {
	set(key: string, value: string): void;
	get(key: string): unknown;
}

function customDataOf(context: IExecuteFunctions): CustomData | undefined {
	const { $execution: execution } = context.getWorkflowDataProxy(0) as {
		$execution?: { customData?: CustomData };
	};
	return execution?.customData;
}

/** An agent may call the node several times at once. */
function freeKey(data: CustomData): string {
	for (let number = 1; ; number += 1) {
		const key = `oakgen_unfinished_${number}`;
		if (number >= 10 || data.get(key) === undefined) return key;
	}
}

function attempt(task: () => void): void {
	try {
		task();
	} catch {
		// An n8n that has no log, or no such data.
	}
}
