import { join } from 'node:path';

export interface Version {
	/** As it is asked for: `npm run compat -- 2.0`. */
	line: string;
	/** Folder with its manifests; none: the engine of all other tests, which the checkout has. */
	manifests?: string;
	/** The n8n that brings this engine. */
	n8n: string;
	/** What n8n asks for; the engine alone runs on the Node of the other tests, too. */
	node: string;
	leftOut: LeftOut[];
}

export interface LeftOut {
	/** Matches the full names of tests. */
	tests: string;
	/** Why they say nothing of the package in this version. A failure that users meet is never left out. */
	reason: string;
}

const ruleOfCredentialTest: LeftOut = {
	tests: 'credential test (applies a rule on the status|refuses any other status)',
	reason:
		'the engine’s stand-in for n8n’s server looks for the reply in the cause of an error, which errors of this version do not have',
};

const countOfTokens: LeftOut = {
	tests: 'n8n is told how many tokens the run took',
	reason: 'n8n counts tokens in newer versions only, and the node hands over none where it cannot',
};

const folderOf = (line: string): string => join(import.meta.dirname, line);

/** The oldest n8n that is supported, the beginning of 2.x, one in its middle, and the newest. */
export const versions: Version[] = [
	{
		line: '1.121',
		manifests: folderOf('1.121'),
		n8n: '1.121.3',
		node: '20.19–24',
		leftOut: [ruleOfCredentialTest, countOfTokens],
	},
	{
		line: '2.0',
		manifests: folderOf('2.0'),
		n8n: '2.0.3',
		node: '20.19–24',
		leftOut: [ruleOfCredentialTest, countOfTokens],
	},
	{
		line: '2.20',
		manifests: folderOf('2.20'),
		n8n: '2.20.12',
		node: '22.16 and newer',
		leftOut: [ruleOfCredentialTest],
	},
	{ line: '2.41', n8n: '2.41.1', node: '24 and newer', leftOut: [] },
];
