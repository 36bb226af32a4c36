import type { IDataObject } from 'n8n-workflow';
import type { N8nClient } from './client.ts';

export interface DataTable {
	/** All rows, oldest first. */
	rows(): Promise<IDataObject[]>;
	insert(rows: IDataObject[]): Promise<void>;
	/** Changes the rows that have that value in that column. */
	update(column: string, value: string | number, data: IDataObject): Promise<void>;
	clear(): Promise<void>;
	/** The table is gone. */
	remove(): Promise<void>;
}

/** The owner's Data Table of that name, as *Overview → Data tables* shows it. */
export async function findDataTable(client: N8nClient, name: string): Promise<DataTable> {
	const project = (await client.request('GET', '/rest/projects/personal')) as { id: string };
	const folder = `/rest/projects/${project.id}/data-tables`;
	const listed = (await client.request('GET', folder)) as {
		data: Array<{ id: string; name: string }>;
	};
	const table = listed.data.find((one) => one.name === name);
	if (!table) throw new Error(`There is no data table ${name}`);
	const path = `${folder}/${table.id}`;
	const filterOf = (columnName: string, condition: string, value: string | number) => ({
		type: 'and',
		filters: [{ columnName, condition, value }],
	});
	return {
		rows: async () => {
			const page = await client.request('GET', `${path}/rows?take=250&sortBy=id:asc`);
			return (page as { data: IDataObject[] }).data;
		},
		insert: async (data) => {
			await client.request('POST', `${path}/insert`, { data });
		},
		update: async (column, value, data) => {
			const filter = filterOf(column, 'eq', value);
			await client.request('PATCH', `${path}/rows`, { filter, data });
		},
		clear: async () => {
			const filter = encodeURIComponent(JSON.stringify(filterOf('id', 'gt', 0)));
			await client.request('DELETE', `${path}/rows?filter=${filter}`);
		},
		remove: async () => {
			await client.request('DELETE', path);
		},
	};
}
