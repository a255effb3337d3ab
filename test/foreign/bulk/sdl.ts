// The part of Shopify's Admin schema that bulk operations are, written after the official one of 2026-01.
export const bulkSdl = `
extend type QueryRoot {
  bulkOperation(id: ID!): BulkOperation
  bulkOperations(
    after: String, before: String, first: Int, last: Int, query: String, reverse: Boolean = false
    sortKey: BulkOperationsSortKeys = CREATED_AT
  ): BulkOperationConnection!
  currentBulkOperation(type: BulkOperationType = QUERY): BulkOperation
    @deprecated(reason: "Use bulkOperations with a filter by status instead.")
}
extend type Mutation {
  bulkOperationCancel(id: ID!): BulkOperationCancelPayload
  bulkOperationRunMutation(
    clientIdentifier: String, groupObjects: Boolean = true, mutation: String!, stagedUploadPath: String!
  ): BulkOperationRunMutationPayload
  bulkOperationRunQuery(groupObjects: Boolean! = false, query: String!): BulkOperationRunQueryPayload
  stagedUploadsCreate(input: [StagedUploadInput!]!): StagedUploadsCreatePayload
}
enum BulkOperationStatus { CANCELED CANCELING COMPLETED CREATED EXPIRED FAILED RUNNING }
enum BulkOperationType { MUTATION QUERY }
enum BulkOperationErrorCode { ACCESS_DENIED INTERNAL_SERVER_ERROR TIMEOUT }
enum BulkOperationsSortKeys { COMPLETED_AT CREATED_AT }
enum BulkOperationUserErrorCode { INVALID LIMIT_REACHED OPERATION_IN_PROGRESS }
enum BulkMutationErrorCode {
  INTERNAL_FILE_SERVER_ERROR
  INVALID_MUTATION
  INVALID_STAGED_UPLOAD_FILE
  LIMIT_REACHED
  NO_SUCH_FILE
  OPERATION_IN_PROGRESS
}
enum StagedUploadHttpMethodType { POST PUT }
enum StagedUploadTargetGenerateUploadResource {
  BULK_MUTATION_VARIABLES
  COLLECTION_IMAGE
  DISPUTE_FILE_UPLOAD
  FILE
  IMAGE
  MODEL_3D
  RETURN_LABEL
  SHOP_IMAGE
  URL_REDIRECT_IMPORT
  VIDEO
}
type BulkOperation implements Node {
  completedAt: DateTime
  createdAt: DateTime!
  errorCode: BulkOperationErrorCode
  fileSize: UnsignedInt64
  id: ID!
  objectCount: UnsignedInt64!
  partialDataUrl: URL
  query: String!
  rootObjectCount: UnsignedInt64!
  status: BulkOperationStatus!
  type: BulkOperationType!
  url: URL
}
type BulkOperationConnection { edges: [BulkOperationEdge!]! nodes: [BulkOperation!]! pageInfo: PageInfo! }
type BulkOperationEdge { cursor: String! node: BulkOperation! }
type BulkOperationUserError implements DisplayableError {
  code: BulkOperationUserErrorCode
  field: [String!]
  message: String!
}
type BulkMutationUserError implements DisplayableError {
  code: BulkMutationErrorCode
  field: [String!]
  message: String!
}
type BulkOperationRunQueryPayload { bulkOperation: BulkOperation userErrors: [BulkOperationUserError!]! }
type BulkOperationRunMutationPayload { bulkOperation: BulkOperation userErrors: [BulkMutationUserError!]! }
type BulkOperationCancelPayload { bulkOperation: BulkOperation userErrors: [UserError!]! }
input StagedUploadInput {
  fileSize: UnsignedInt64
  filename: String!
  httpMethod: StagedUploadHttpMethodType = PUT
  mimeType: String!
  resource: StagedUploadTargetGenerateUploadResource!
}
type StagedMediaUploadTarget { parameters: [StagedUploadParameter!]! resourceUrl: URL url: URL }
type StagedUploadParameter { name: String! value: String! }
type StagedUploadsCreatePayload { stagedTargets: [StagedMediaUploadTarget!] userErrors: [UserError!]! }
`;
