package ingest

import (
	"context"
	"fmt"
	"time"

	"claimtrace/store/ingest/foreign"
	"claimtrace/store/ingest/worker"
)

// archiveTime is how long all the turns in which a web archive is read may take: each
// reads over what came before it, so that few bytes can ask for very many hours.
var archiveTime = 5 * time.Minute

// mostFound is how many articles, and notes in their place, may come of one file.
const mostFound = 100_000

// articlesIn has the articles in a file read: of a web archive with many in several
// turns.
func (in *intake) articlesIn(ctx context.Context, about foreign.About, content []byte) (found []foreign.Article, texts []string, originals [][]byte, err error) {
	size, begun := 0, time.Now()
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
		if len(found)+len(some) > mostFound {
			return nil, nil, nil, fmt.Errorf("%w: it holds more than %d articles: split it", ErrTooLarge, mostFound)
		}
		found, texts, originals = append(found, some...), append(texts, someTexts...), append(originals, pieces...)
		if len(some) == 0 || some[len(some)-1].More <= about.After {
			return found, texts, originals, nil
		}
		if time.Since(begun) > archiveTime {
			return nil, nil, nil, fmt.Errorf("%w: it was stopped after %v: split it", worker.ErrSlow, archiveTime)
		}
		about.After = some[len(some)-1].More
	}
}
