// How a small GraphQL schema differs from the official one that it is a part of. What it leaves out is no difference.
import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from "graphql";

type Input = GraphQLArgument | GraphQLInputField;
type Inputs = Readonly<Record<string, Input>>;
const byName = (args: readonly GraphQLArgument[]): Inputs =>
  Object.fromEntries(args.map((each) => [each.name, each]));

function inputDifferences(part: Inputs, whole: Inputs, place: string): string[] {
  const own = Object.values(part).flatMap((each) => {
    const other = whole[each.name];
    const at = `${place}.${each.name}`;
    if (other === undefined) return [`${at} is not in the official schema`];
    const [type, wanted] = [String(each.type), String(other.type)];
    if (type !== wanted) return [`${at} is ${type}; official is ${wanted}`];
    const values = [each.defaultValue, other.defaultValue].map((value) => JSON.stringify(value));
    return values[0] === values[1]
      ? []
      : [`${at} has the default ${values[0]}; official is ${values[1]}`];
  });
  const required = Object.values(whole).filter(
    (each) => isRequiredArgument(each) || isRequiredInputField(each),
  );
  const missing = required.filter(({ name }) => part[name] === undefined);
  return [...own, ...missing.map(({ name }) => `${place} lacks the required ${name}`)];
}

function typeDifferences(part: GraphQLNamedType, whole: GraphQLNamedType | undefined): string[] {
  const { name } = part;
  if (whole === undefined) return [`${name} is not in the official schema`];
  if (part.constructor.name !== whole.constructor.name)
    return [`${name} is a ${part.constructor.name}; official is a ${whole.constructor.name}`];
  if (isEnumType(part) && isEnumType(whole))
    return part
      .getValues()
      .filter((value) => !whole.getValue(value.name))
      .map((value) => `${name} has no value ${value.name} in the official schema`);
  if (isInputObjectType(part) && isInputObjectType(whole))
    return inputDifferences(part.getFields(), whole.getFields(), name);
  const hasFields =
    (isObjectType(part) && isObjectType(whole)) ||
    (isInterfaceType(part) && isInterfaceType(whole));
  if (!hasFields) return [];
  const interfaces = whole.getInterfaces().map((each) => each.name);
  const strange = part.getInterfaces().filter((each) => !interfaces.includes(each.name));
  return [
    ...strange.map((each) => `${name} does not implement ${each.name} in the official schema`),
    ...Object.values(part.getFields()).flatMap((field) => {
      const other = whole.getFields()[field.name];
      const at = `${name}.${field.name}`;
      if (other === undefined) return [`${at} is not in the official schema`];
      const [type, wanted] = [String(field.type), String(other.type)];
      const kinds = type === wanted ? [] : [`${at} is ${type}; official is ${wanted}`];
      const [old, known] = [field.deprecationReason, other.deprecationReason];
      const isSame = Boolean(old) === Boolean(known);
      const ages = isSame ? [] : [`${at} is deprecated in only one of the schemas`];
      return [...kinds, ...ages, ...inputDifferences(byName(field.args), byName(other.args), at)];
    }),
  ];
}

export function schemaDifferences(part: GraphQLSchema, whole: GraphQLSchema): string[] {
  const roots = [part, whole].map((schema) =>
    [schema.getQueryType(), schema.getMutationType()].map((type) => type?.name),
  );
  const names = String(roots[0]) === String(roots[1]) ? [] : [`the roots are ${String(roots[0])}`];
  const types = Object.values(part.getTypeMap()).filter((type) => !isIntrospectionType(type));
  return [...names, ...types.flatMap((type) => typeDifferences(type, whole.getType(type.name)))];
}
