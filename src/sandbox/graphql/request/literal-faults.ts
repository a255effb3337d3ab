// Values in the text of a document that have the wrong type.
import {
  type ASTNode,
  type ASTVisitor,
  type DocumentNode,
  getNamedType,
  GraphQLError,
  Kind,
  print,
  type ValidationContext,
} from "graphql";
import { nearest, pathTo } from "./document-path.ts";
import { readGid } from "../fields/gid.ts";
import type { RequestFault } from "./request-fault.ts";

const notAnId = /^Invalid global id '/;
const wrongValue =
  /^(Value |Enum |Int |Float |String |Boolean |ID |Expected (value of )?type |Decimal )/;
const expectedType = new WeakMap<ASTNode, string>();

/** A rule of validation: an id in the text is a global id. */
export function globalIdRule(context: ValidationContext): ASTVisitor {
  const check = (node: ASTNode & { readonly value: string }): void => {
    if (getNamedType(context.getInputType())?.name !== "ID" || readGid(node.value)) return;
    context.reportError(new GraphQLError(`Invalid global id '${node.value}'`, { nodes: node }));
  };
  return { StringValue: check, IntValue: check };
}

/** A rule that finds nothing: it notes the type that each argument and input field has. */
export function typeNotesRule(context: ValidationContext): ASTVisitor {
  const note = (node: ASTNode): void => {
    expectedType.set(node, String(context.getInputType()));
  };
  return { Argument: note, ObjectField: note };
}

/** The fault as the API says it; undefined if the error is of another kind. */
export function literalFault(
  { message }: GraphQLError,
  node: ASTNode,
  document: DocumentNode,
): RequestFault | undefined {
  const [, field, type] =
    /^Field ".+?\.(.+?)" of required type "(.+?)" was not provided/.exec(message) ?? [];
  if (field !== undefined && type !== undefined) {
    const [, inputObjectType = ""] = /^Field "(.+?)\./.exec(message) ?? [];
    return {
      message: `Argument '${field}' on InputObject '${inputObjectType}' is required. Expected type ${type}`,
      locations: locationsOf(node),
      path: [...pathTo(node, document), field],
      extensions: {
        code: "missingRequiredInputObjectAttribute",
        argumentName: field,
        argumentType: type,
        inputObjectType,
      },
    };
  }
  const [, argumentName, name] =
    /^Field "(.+?)" is not defined by type "(.+?)"/.exec(message) ?? [];
  if (argumentName !== undefined) {
    return {
      message: `InputObject '${name}' doesn't accept argument '${argumentName}'`,
      locations: locationsOf(node),
      path: pathTo(node, document),
      extensions: { code: "argumentNotAccepted", name, typeName: "InputObject", argumentName },
    };
  }
  const holder = nearest(node, [Kind.ARGUMENT, Kind.OBJECT_FIELD], document);
  if (holder?.kind !== Kind.ARGUMENT && holder?.kind !== Kind.OBJECT_FIELD) return undefined;
  const path = pathTo(holder, document);
  if (notAnId.test(message)) {
    const field = nearest(node, [Kind.FIELD], document) ?? holder;
    const extensions = { code: "argumentLiteralsIncompatible", typeName: "CoercionError" };
    return { message, locations: locationsOf(field), path, extensions };
  }
  if (!wrongValue.test(message)) return undefined;
  const owner = ownerOf(holder, document);
  return {
    message: `Argument '${holder.name.value}' on ${owner.typeName} '${owner.name}' has an invalid value (${print(holder.value)}). Expected type '${expectedType.get(holder) ?? ""}'.`,
    locations: locationsOf(owner.node),
    path,
    extensions: {
      code: "argumentLiteralsIncompatible",
      typeName: owner.typeName,
      argumentName: holder.name.value,
    },
  };
}

/** The field or the input object that the value is for. */
function ownerOf(
  holder: ASTNode,
  document: DocumentNode,
): { node: ASTNode; typeName: "Field" | "InputObject"; name: string } {
  const field = nearest(holder, [Kind.FIELD], document);
  const name = field?.kind === Kind.FIELD ? field.name.value : "";
  if (holder.kind === Kind.ARGUMENT) return { node: field ?? holder, typeName: "Field", name };
  const object = nearest(holder, [Kind.OBJECT], document) ?? holder;
  const outer = nearest(object, [Kind.ARGUMENT, Kind.OBJECT_FIELD], document) ?? holder;
  const type = (expectedType.get(outer) ?? "").replace(/[[\]!]/g, "");
  return { node: object, typeName: "InputObject", name: type };
}

function locationsOf(node: ASTNode): { line: number; column: number }[] {
  const start = node.loc?.startToken;
  return start ? [{ line: start.line, column: start.column }] : [];
}
