package ingest

import (
	"context"
	"fmt"

	"claimtrace/store/ingest/foreign"
)

// articlesIn has the articles in a file read: of a web archive with many in several
// turns.
func (in *intake) articlesIn(ctx context.Context, about foreign.About, content []byte) (found []foreign.Article, texts []string, originals [][]byte, err error) {
	size := 0
	for {
		var some []foreign.Article
		body, err := in.pool().Read(ctx, foreign.Reader, about, content, &some)
		if err != nil {
			return nil, nil, nil, err
		}
		someTexts, err := foreign.Texts(some, body)
		if err != nil {
			return nil, nil, nil, err
		}
		pieces, err := foreign.Originals(some, body)
		if err != nil {
			return nil, nil, nil, err
		}
		if size += len(body); size > MaxArchive {
			return nil, nil, nil, fmt.Errorf("%w: the articles in it come to more than %s: split it", ErrTooLarge, mebibytes(MaxArchive))
		}
		found, texts, originals = append(found, some...), append(texts, someTexts...), append(originals, pieces...)
		if len(some) == 0 || some[len(some)-1].More <= about.After {
			return found, texts, originals, nil
		}
		about.After = some[len(some)-1].More
	}
}
