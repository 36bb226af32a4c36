import { readFileSync, writeFileSync } from 'node:fs';

/** Linux keeps the highest resident size and lets a process start it anew (man 5 proc). */
export function forgetPeak(): void {
	try {
		writeFileSync('/proc/self/clear_refs', '5');
	} catch {
		// Elsewhere the highest size since the start is told, which is no less.
	}
}

/** The highest resident size of this process since `forgetPeak`. */
export function peakBytes(): number {
	try {
		const [, kilobytes = ''] =
			/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
		if (kilobytes !== '') return Number(kilobytes) * 1024;
	} catch {
		// As above.
	}
	return process.resourceUsage().maxRSS * 1024;
}
