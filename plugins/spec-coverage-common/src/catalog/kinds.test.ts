import { Entity, entityKindSchemaValidator } from '@backstage/catalog-model';
import {
  SpecEntityV1alpha1,
  specEntityV1alpha1Schema,
  UserStoryEntityV1alpha1,
  userStoryEntityV1alpha1Schema,
} from './kinds';

const spec: SpecEntityV1alpha1 = {
  apiVersion: 'proofline.io/v1alpha1',
  kind: 'Spec',
  metadata: { name: 'jira.PAY-142' },
  spec: {
    ref: 'jira:PAY-142',
    owner: 'group:default/payments',
    specifies: ['component:default/ledger'],
    userStories: ['jira:PAY-10'],
  },
};

const userStory: UserStoryEntityV1alpha1 = {
  apiVersion: 'proofline.io/v1alpha1',
  kind: 'UserStory',
  metadata: { name: 'jira.PAY-10' },
  spec: { ref: 'jira:PAY-10', owner: 'payments' },
};

describe.each<[string, Entity, Record<string, unknown>]>([
  ['Spec', spec, specEntityV1alpha1Schema],
  ['UserStory', userStory, userStoryEntityV1alpha1Schema],
])('schema of %s', (_, entity, schema) => {
  const validate = entityKindSchemaValidator(schema);

  it('takes the whole entity, and one with what is required alone', () => {
    expect(validate(entity)).toBe(entity);
    const { ref, owner } = entity.spec as { ref: string; owner: string };
    const smallest = { ...entity, spec: { ref, owner } };
    expect(validate(smallest)).toBe(smallest);
  });

  it('leaves other kinds and versions to others', () => {
    expect(validate({ ...entity, kind: 'Component' })).toBe(false);
    expect(validate({ ...entity, apiVersion: 'example.com/v1' })).toBe(false);
  });

  it.each(['ref', 'owner'])('requires spec.%s to be a text', field => {
    const { [field]: _removed, ...without } = entity.spec as Record<
      string,
      string
    >;
    expect(() => validate({ ...entity, spec: without })).toThrow(
      `must have required property '${field}'`,
    );
    for (const value of ['', 7, null, ['jira:PAY-1']]) {
      expect(() =>
        validate({ ...entity, spec: { ...entity.spec, [field]: value } }),
      ).toThrow(`/spec/${field}`);
    }
  });

  it('requires a spec and a name', () => {
    expect(() => validate({ ...entity, spec: undefined })).toThrow(
      "must have required property 'spec'",
    );
    expect(() => validate({ ...entity, metadata: {} })).toThrow(
      "must have required property 'name'",
    );
  });
});

describe('lists of a Spec', () => {
  const validate = entityKindSchemaValidator(specEntityV1alpha1Schema);

  it.each(['specifies', 'userStories'])(
    'requires spec.%s to be a list of texts',
    field => {
      for (const value of ['one', {}, [1], ['']]) {
        expect(() =>
          validate({ ...spec, spec: { ...spec.spec, [field]: value } }),
        ).toThrow(`/spec/${field}`);
      }
    },
  );
});
