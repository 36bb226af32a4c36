import { packPackage } from '../engine/index.ts';
import { writeSection } from './report/document.ts';
import { describeMachine } from './report/machine.ts';
import { scenarios } from './scenarios/index.ts';

/** @returns whether all targets were met */
export async function runScenarios(
	wanted: string[],
	rounds: number,
	n8nFolder: string,
): Promise<boolean> {
	const names = wanted.length > 0 ? wanted : Object.keys(scenarios);
	const unknown = names.find((name) => !Object.hasOwn(scenarios, name));
	if (unknown !== undefined) {
		throw new Error(`No scenario "${unknown}". Known: ${Object.keys(scenarios).join(', ')}`);
	}
	const machine = describeMachine(n8nFolder);
	const bench = { packageFolder: await packPackage(), rounds };
	let isAllMet = true;
	for (const name of names) {
		const section = await scenarios[name](bench);
		writeSection(section, machine);
		console.log(`\n${section.title}`);
		for (const row of [section.header, ...section.rows]) console.log(`  ${row.join(' | ')}`);
		for (const { text, measured, isMet } of section.targets) {
			console.log(`  ${isMet ? '✔' : '✖'} ${text}: ${measured}`);
			isAllMet &&= isMet;
		}
	}
	return isAllMet;
}
