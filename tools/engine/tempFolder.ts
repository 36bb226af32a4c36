import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const home = join(realpathSync(tmpdir()), 'n8n-nodes-oakgen');
mkdirSync(home, { recursive: true });
sweep();

/** Makes a folder under the system's temporary folder that goes away with this process. */
export function makeTempFolder(prefix: string): string {
	const folder = mkdtempSync(join(home, `${process.pid}-${prefix}-`));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** Removes what processes left that could not clean up: killed ones, and jest, which hides `exit`. */
function sweep(): void {
	for (const name of readdirSync(home)) {
		if (isRunning(Number.parseInt(name, 10))) continue;
		rmSync(join(home, name), { recursive: true, force: true });
	}
}

function isRunning(processId: number): boolean {
	try {
		return process.kill(processId, 0);
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
