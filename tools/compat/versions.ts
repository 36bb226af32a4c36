export interface Version {
	/** Folder with its manifests. */
	line: string;
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

/** The oldest n8n that is supported, a late 1.x, and the beginning of 2.x. */
export const versions: Version[] = [
	{
		line: '1.85',
		n8n: '1.85.4',
		node: '18.17–22',
		leftOut: [
			{
				tests: 'a failing node stops the workflow, and its error can be read',
				reason: 'this engine leaves the status of a failed execution at “running”',
			},
			{
				tests: 'what is declared is what is read .*all that is shown is read',
				reason: 'the test asks n8n-workflow what is shown with arguments that came later',
			},
		],
	},
	{ line: '1.121', n8n: '1.121.3', node: '20.19–24', leftOut: [ruleOfCredentialTest] },
	{ line: '2.0', n8n: '2.0.3', node: '20.19–24', leftOut: [ruleOfCredentialTest] },
];
