/** One passage of FerretDB's source and what stands there instead. */
export interface Correction {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const SQLITE = 'internal/backends/sqlite/collection.go';

/**
 * Where FerretDB 1.24.2 answers otherwise than MongoDB, or so slowly that a batch of thousands is out of reach. The
 * adapter is written for MongoDB; it is the server of the tests that is brought in line.
 */
export const CORRECTIONS: readonly Correction[] = [
  {
    // A filter that names the id among others need not read every document: the rest is judged afterwards anyway.
    file: SQLITE,
    from: `	if params.Filter.Len() == 1 {
		v, _ := params.Filter.Get("_id")
		switch v.(type) {
		case string, types.ObjectID:
			whereClause`,
    to: `	if params.Filter.Has("_id") {
		v, _ := params.Filter.Get("_id")
		switch v := v.(type) {
		case *types.Document:
			in, _ := v.Get("$in")
			if list, ok := in.(*types.Array); ok && list.Len() > 0 && list.Len() < 30000 {
				marks := ""
				for i := 0; i < list.Len(); i++ {
					id, ok := must.NotFail(list.Get(i)).(string)
					if !ok {
						args, marks = nil, ""
						break
					}
					marks += ", ?"
					args = append(args, string(must.NotFail(sjson.MarshalSingleValue(id))))
				}
				if marks != "" {
					whereClause = fmt.Sprintf(\` WHERE %s IN (%s)\`, metadata.IDColumn, marks[2:])
				}
			}
		case string, types.ObjectID:
			whereClause`,
  },
  {
    // The id as its index has it; written the other way, every look-up by id reads the whole table.
    file: 'internal/backends/sqlite/metadata/metadata.go',
    from: `IDColumn = DefaultColumn + "->'$._id'"`,
    to: `IDColumn = DefaultColumn + "->'_id'"`,
  },
  {
    // Each update of a message gives its connection back when it is done; kept to the end, they run out and it hangs.
    file: 'internal/handler/msg_update.go',
    from: `		closer := iterator.NewMultiCloser()
		defer closer.Close()
`,
    to: `		closer := iterator.NewMultiCloser()
`,
  },
  {
    file: 'internal/handler/msg_update.go',
    from: `		result, err := common.UpdateDocument(ctx, c, "update", iter, &u)
`,
    to: `		result, err := common.UpdateDocument(ctx, c, "update", iter, &u)
		closer.Close()
`,
  },
  {
    // Every accumulator of a group reads all its documents, not only the first.
    file: 'internal/handler/common/aggregations/stages/group.go',
    from: `		for _, accumulation := range g.groupBy {
`,
    to: `		for _, accumulation := range g.groupBy {
			groupIter := iterator.Values(iterator.ForSlice(groupedDocument.documents))
			defer groupIter.Close()

`,
  },
  {
    // One element must meet all bounds of $elemMatch.
    file: 'internal/handler/common/filter.go',
    from: `	if _, ok := value.(*types.Array); !ok {
		return false, nil
	}

	return filterFieldExpr(doc, filterKey, filterSuffix, expr)
}`,
    to: `	list, ok := value.(*types.Array)
	if !ok {
		return false, nil
	}

	for i := 0; i < list.Len(); i++ {
		one := must.NotFail(types.NewDocument(filterSuffix, must.NotFail(list.Get(i))))
		if met, err := filterFieldExpr(one, filterKey, filterSuffix, expr); met || err != nil {
			return met, err
		}
	}

	return false, nil
}`,
  },
];
