import { standIn } from '#testing'

import { DatabaseError } from 'pg'
import { expect, test } from 'vitest'

import { Database } from '../database'
import { rowOf, upsert } from '../orders_copy'

const ITEM = { order: '4711', customer: 'c7', cents: 1600, state: 'placed', last_updated: 5000 }

async function write(...answers: Parameters<typeof standIn>[1][]): Promise<boolean> {
  const database = new Database('REPORTING')
  standIn(database, ...answers)
  return database.transaction((statements) => upsert(statements, rowOf(ITEM, false)))
}

test('only what is newer is written', async () => {
  expect(await write([{ order: '4711' }])).toBe(true)
  expect(await write([])).toBe(false)
})

test('a removed item stays as a row that is deleted', () => {
  expect(rowOf(ITEM, true)).toEqual({ ...ITEM, deleted: true })
})

test.each(Object.keys(ITEM))('an item that lacks %s is a bad row', (field) => {
  const lacking = Object.fromEntries(Object.entries(ITEM).filter(([name]) => name !== field))
  expect(() => rowOf(lacking, false)).toThrow(field)
})

test.each([{ cents: 'many' }, { last_updated: null }])('so is one with nonsense in it: %j', (wrong) => {
  expect(() => rowOf({ ...ITEM, ...wrong }, false)).toThrow(expect.objectContaining({ name: 'BadRowError' }))
})

test.each([
  ['22003', 'BadRowError'],
  ['23514', 'BadRowError'],
  ['40P01', 'error'],
  ['57P01', 'error'],
])('the database’s error %s is a %s', async (code, name) => {
  const refusal = Object.assign(new DatabaseError('why', 0, 'error'), { code })
  await expect(write(refusal)).rejects.toMatchObject({ name, message: 'why' })
})
