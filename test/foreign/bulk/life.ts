// What a test decides about bulk operations: how long they live, how they end, and what goes wrong with their lines and
// files. What it leaves out happens as recorded, in an unusual form where the facts allow several.
export type OperationType = "MUTATION" | "QUERY";
export type Ending = "COMPLETED" | "FAILED" | "CANCELED" | "EXPIRED";
export type Status = "CREATED" | "RUNNING" | "CANCELING" | Ending;

/**
 * What becomes of a line: "unreported" is carried out and has no result, "undone" has neither; "twice" has its result
 * twice, "misnumbered" has it under a number that the file does not have; "error" and "error-after" have an internal
 * error as a result, the second although the line was carried out.
 */
export type LineFault = "unreported" | "undone" | "twice" | "misnumbered" | "error" | "error-after";
/**
 * What becomes of a download: "cut" is half of the file as if it were whole, "reset" a connection that breaks in its
 * middle, "expired" what a host answers when the time of a URL is over, a number an answer with this status.
 */
export type DownloadFault = "cut" | "reset" | "expired" | number;
/** The same for an upload; "reset" comes before the file is kept, "reset-after" after it. */
export type UploadFault = "reset" | "reset-after" | number;

/** An operation as a test sees it. */
export type Operation = {
  readonly id: string;
  readonly type: OperationType;
  readonly query: string;
  readonly clientIdentifier: string | null;
  status: Status;
  /** Numbers of the lines that were carried out, in this order; of a query, those of its result. */
  readonly done: number[];
};

export type Life = {
  /** How many times it is shown as CREATED, and then as RUNNING; 1 and 1. A number without end never leaves RUNNING. */
  created?: number;
  running?: number;
  /** How many times a canceled one is shown as CANCELING, and how many lines it still does meanwhile; 1 and 1. */
  canceling?: number;
  linesWhileCanceling?: number;
  ending?: Ending;
  errorCode?: "ACCESS_DENIED" | "INTERNAL_SERVER_ERROR" | "TIMEOUT";
  /** How many lines are done before the ending; all. The last line of a file is the first that is done. */
  lines?: number;
  /** Where the result is; by default "partialDataUrl" after FAILED, "none" after EXPIRED, "url" otherwise. */
  result?: "url" | "partialDataUrl" | "none";
  /** Whether objectCount is more than 0 before the end. */
  countsEarly?: boolean;
  /** The order of the result's lines. */
  order?: "shuffled" | "as done";
  /** Where the children of a query that is not grouped are. */
  children?: "last" | "first";
  /** More lines at the end of the result, as they are. */
  extraLines?: readonly string[];
  /** Just before the first line, before each line, and after the last one: another person may edit items here. */
  onStart?: (operation: Operation) => void;
  onLine?: (line: number, operation: Operation) => LineFault | undefined;
  onEnd?: (operation: Operation) => void;
  /** Before each download of the result, the first of which has the number 0. */
  onDownload?: (attempt: number) => DownloadFault | undefined;
};

export type BulkOptions = Life & {
  /** The life of one operation instead, where it is not that of all. */
  lifeOf?: (operation: Operation, number: number) => Life | undefined;
  onUpload?: (attempt: number) => UploadFault | undefined;
  /** Whether a query with a connection of types that are no nodes is refused. */
  refusesNonNodes?: boolean;
};
