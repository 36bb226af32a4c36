import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';

const OPTIONS = 'options';

/** Every parameter and option of the node as Markdown, from its description. */
export function parameterTables({ properties }: INodeTypeDescription): string[] {
	const collection = properties.find(({ name }) => name === OPTIONS);
	const shown = properties.filter(({ name, type }) => name !== OPTIONS && type !== 'notice');
	return [
		...table('Parameter', shown, properties),
		'',
		'## Options',
		'',
		...table('Option', (collection?.options ?? []) as INodeProperties[], properties),
	];
}

function table(head: string, rows: INodeProperties[], all: INodeProperties[]): string[] {
	return [
		`| ${head} | Shown for | Standard | What it does |`,
		'| --- | --- | --- | --- |',
		...rows.map((row) => {
			const cells = [`**${row.displayName}**`, shownFor(row, all), standardOf(row), whatFor(row)];
			return `| ${cells.map(escaped).join(' | ')} |`;
		}),
	];
}

/** The choices of other parameters with which the editor shows it. */
function shownFor({ displayOptions }: INodeProperties, all: INodeProperties[]): string {
	const conditions = Object.entries(displayOptions?.show ?? {})
		.map(([path, values]) => [path.replace(/^\//, ''), values ?? []] as const)
		.filter(([name]) => name !== 'resource');
	const told = conditions.map(([name, values]) => {
		const property = all.find((one) => one.name === name);
		const others = choicesOf(property).filter(({ value }) => !values.includes(value));
		if (values.length > 1 && others.length === 1) return `all but ${others[0]?.name}`;
		const names = values.map((value) => nameOf(value, property));
		return typeof values[0] === 'boolean'
			? `${property?.displayName ?? name} ${names.join()}`
			: names.join(', ');
	});
	return told.length === 0 ? 'all' : told.join('; ');
}

function nameOf(value: unknown, property: INodeProperties | undefined): string {
	if (typeof value === 'boolean') return value ? 'on' : 'off';
	const choice = choicesOf(property).find((one) => one.value === value);
	return choice?.name ?? String(value);
}

function standardOf(property: INodeProperties): string {
	const { default: standard } = property;
	if (typeof standard === 'object' && standard !== null) {
		const inner: unknown = Array.isArray(standard)
			? standard
			: (standard as { value?: unknown }).value;
		if (Array.isArray(inner))
			return inner.map((value) => nameOf(value, property)).join(', ') || '–';
		return inner === undefined ? '–' : `\`${String(inner)}\``;
	}
	if (standard === '') return '–';
	if (typeof standard === 'boolean' || choicesOf(property).length > 0)
		return nameOf(standard, property);
	return typeof standard === 'number' ? String(standard) : `\`${String(standard)}\``;
}

/** The description, and that of each choice that has one. */
function whatFor(property: INodeProperties): string {
	const { description = '' } = property;
	const choices = choicesOf(property)
		.filter((choice) => choice.description !== undefined && property.type === 'options')
		.map((choice) => `_${choice.name}_: ${asSentence(choice.description ?? '')}`);
	return [asSentence(description.replace(/<[^<>]*>/g, '')), ...choices].filter(Boolean).join(' ');
}

function asSentence(text: string): string {
	return text === '' || /[.!?]$/.test(text) ? text : `${text}.`;
}

function choicesOf(property: INodeProperties | undefined): INodePropertyOptions[] {
	const isChoice = property?.type === 'options' || property?.type === 'multiOptions';
	return isChoice ? ((property.options ?? []) as INodePropertyOptions[]) : [];
}

function escaped(cell: string): string {
	return cell.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
