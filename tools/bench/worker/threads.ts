import { readdirSync, readFileSync } from 'node:fs';

/** CPU time in ms that this process has spent, by thread. */
export interface ThreadTimes {
	/** Runs the JavaScript. */
	mainMs: number;
	/** V8’s own: they collect garbage for the most part, and compile. */
	v8Ms: number;
}

/** From Linux (man 5 proc, /proc/[pid]/task); all 0 elsewhere. A thread that has ended counts no more. */
export function threadTimes(): ThreadTimes {
	const times = { mainMs: 0, v8Ms: 0 };
	for (const id of threadIds()) {
		if (Number(id) === process.pid) times.mainMs += msOf(id);
		else if (/^V8/.test(textOf(id, 'comm'))) times.v8Ms += msOf(id);
	}
	return times;
}

const TASKS = '/proc/self/task';

function threadIds(): string[] {
	try {
		return readdirSync(TASKS);
	} catch {
		return [];
	}
}

/** The first figure is the time on a processor, in ns. */
function msOf(id: string): number {
	return Number(textOf(id, 'schedstat').split(' ', 1)[0]) / 1e6;
}

/** A thread may end in between. */
function textOf(id: string, file: string): string {
	try {
		return readFileSync(`${TASKS}/${id}/${file}`, 'utf8');
	} catch {
		return '';
	}
}
