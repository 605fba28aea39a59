import { MongoReadModels } from '#libs/read-models';
import { mongoForTests } from '../support/ferretdb/mongo-for-tests.ts';
import { readModelsContract } from './read-models.contract.ts';

const mongo = await mongoForTests();

if (mongo === undefined) {
  it('cannot run on MongoDB here: install Go 1.24 or set MONGODB_URL to a running server', () => {
    expect(process.env['CI']).not.toBe('true');
  });
} else {
  const { url, database, server } = mongo;
  readModelsContract(server, async () => {
    const opened: MongoReadModels[] = [];
    const open = async () => {
      const readModels = MongoReadModels.open(url, { database });
      opened.push(readModels);
      return readModels;
    };
    return {
      readModels: await open(),
      openAnother: open,
      close: async () => {
        await Promise.all(opened.map((readModels) => readModels.close()));
        await mongo.stop();
      },
    };
  });
}
