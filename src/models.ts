/** Which well-known models were trained by what, as their papers say, by whose settings. */
import { optimizers } from './catalog.ts';

export interface Model {
  name: string;
  year: number;
  /** What it does, in a word or two. */
  does: string;
  /** The algorithm: the id that it has in this notebook, or would have, and its name. */
  optimizer: string;
  called: string;
  /** The settings that the paper states, in this notebook's letters. */
  settings: string;
  source: { title: string; url: string };
  /** It stands in A2's list. */
  a2?: true;
}

const arxiv = (title: string, number: string) => ({ title, url: `https://arxiv.org/abs/${number}` });

/** Those by one algorithm stand together, from the oldest to the youngest. */
export const models: Model[] = [
  {
    name: 'YOLO',
    year: 2015,
    does: 'finds objects',
    optimizer: 'momentum',
    called: 'Momentum',
    settings: 'η from 0.001 up to 0.01, and down to 0.0001 in two steps; β₁ = 0.9; λ = 0.0005; batch 64',
    source: arxiv('You only look once', '1506.02640'),
    a2: true,
  },
  {
    name: 'ResNet',
    year: 2015,
    does: 'names images',
    optimizer: 'momentum',
    called: 'Momentum',
    settings: 'η = 0.1, a tenth of it whenever the error stands still; β₁ = 0.9; λ = 0.0001; batch 256',
    source: arxiv('Deep residual learning for image recognition', '1512.03385'),
    a2: true,
  },
  {
    name: 'Mask R-CNN',
    year: 2017,
    does: 'outlines objects',
    optimizer: 'momentum',
    called: 'Momentum',
    settings: 'η = 0.02, a tenth of it after three quarters of the 160,000 updates; β₁ = 0.9; λ = 0.0001; batch 16',
    source: arxiv('Mask R-CNN', '1703.06870'),
    a2: true,
  },
  {
    name: 'EfficientNet',
    year: 2019,
    does: 'names images',
    optimizer: 'rmsprop',
    called: 'RMSprop',
    settings: 'η = 0.256, 3 % less every 2.4 passes; β₂ = 0.9, with momentum β₁ = 0.9; λ = 1e−5',
    source: arxiv('EfficientNet: rethinking model scaling for convolutional neural networks', '1905.11946'),
  },
  {
    name: 'Transformer',
    year: 2017,
    does: 'translates',
    optimizer: 'adam',
    called: 'Adam',
    settings: 'η rises for 4000 updates, then falls as 1/√t; β₁ = 0.9, β₂ = 0.98, ε = 1e−9',
    source: arxiv('Attention is all you need', '1706.03762'),
    a2: true,
  },
  {
    name: 'BigGAN',
    year: 2018,
    does: 'paints images',
    optimizer: 'adam',
    called: 'Adam',
    settings: 'η = 0.00005 for the painter, 0.0002 for its judge; β₁ = 0, β₂ = 0.999; batch 2048',
    source: arxiv('Large scale GAN training for high fidelity natural image synthesis', '1809.11096'),
    a2: true,
  },
  {
    name: 'GPT-3',
    year: 2020,
    does: 'writes',
    optimizer: 'adam',
    called: 'Adam',
    settings:
      'η = 0.00006 for the largest, warm-up, cosine down to a tenth; β₁ = 0.9, β₂ = 0.95, ε = 1e−8; λ = 0.1; gradients clipped at 1',
    source: arxiv('Language models are few-shot learners', '2005.14165'),
  },
  {
    name: 'wav2vec 2.0',
    year: 2020,
    does: 'hears speech',
    optimizer: 'adam',
    called: 'Adam',
    settings: 'η rises for the first 8 % of the updates, to 0.0005 or 0.0003 by size, then falls on a straight line',
    source: arxiv('wav2vec 2.0: a framework for self-supervised learning of speech representations', '2006.11477'),
  },
  {
    name: 'ViT',
    year: 2020,
    does: 'names images',
    optimizer: 'adam',
    called: 'Adam',
    settings: 'β₁ = 0.9, β₂ = 0.999; λ = 0.1; batch 4096. Fine-tuned by momentum, batch 512',
    source: arxiv('An image is worth 16×16 words', '2010.11929'),
  },
  {
    name: 'AlphaFold 2',
    year: 2021,
    does: 'folds proteins',
    optimizer: 'adam',
    called: 'Adam',
    settings: 'η = 0.001 after a warm-up; β₁ = 0.9, β₂ = 0.999, ε = 1e−6; batch 128',
    source: { title: 'Highly accurate protein structure prediction with AlphaFold', url: 'https://doi.org/10.1038/s41586-021-03819-2' },
  },
  {
    name: 'BERT',
    year: 2018,
    does: 'reads',
    optimizer: 'adamw',
    called: 'AdamW',
    settings: 'η = 0.0001, warm-up for 10,000 updates, then down on a straight line; β₁ = 0.9, β₂ = 0.999; λ = 0.01; batch 256',
    source: arxiv('BERT: pre-training of deep bidirectional transformers for language understanding', '1810.04805'),
    a2: true,
  },
  {
    name: 'Swin',
    year: 2021,
    does: 'names images',
    optimizer: 'adamw',
    called: 'AdamW',
    settings: 'η = 0.001, warm-up for 20 of 300 passes, cosine; λ = 0.05; batch 1024',
    source: arxiv('Swin transformer: hierarchical vision transformer using shifted windows', '2103.14030'),
  },
  {
    name: 'ConvNeXt',
    year: 2022,
    does: 'names images',
    optimizer: 'adamw',
    called: 'AdamW',
    settings: 'η = 0.004, warm-up for 20 of 300 passes, cosine; λ = 0.05; batch 4096',
    source: arxiv('A ConvNet for the 2020s', '2201.03545'),
  },
  {
    name: 'Stable Diffusion 1',
    year: 2022,
    does: 'paints images',
    optimizer: 'adamw',
    called: 'AdamW',
    settings: 'η = 0.0001, warm-up for 10,000 updates, then constant; batch 2048',
    source: {
      title: 'Stable Diffusion v1 model card',
      url: 'https://github.com/CompVis/stable-diffusion/blob/main/Stable_Diffusion_v1_Model_Card.md',
    },
  },
  {
    name: 'LLaMA',
    year: 2023,
    does: 'writes',
    optimizer: 'adamw',
    called: 'AdamW',
    settings: 'warm-up for 2000 updates, cosine down to a tenth; β₁ = 0.9, β₂ = 0.95; λ = 0.1; gradients clipped at 1',
    source: arxiv('LLaMA: open and efficient foundation language models', '2302.13971'),
  },
  {
    name: 'Llama 2',
    year: 2023,
    does: 'writes',
    optimizer: 'adamw',
    called: 'AdamW',
    settings: 'as LLaMA, with ε = 1e−5',
    source: arxiv('Llama 2: open foundation and fine-tuned chat models', '2307.09288'),
  },
  {
    name: 'Llama 3',
    year: 2024,
    does: 'writes',
    optimizer: 'adamw',
    called: 'AdamW',
    settings: 'η = 0.00008 for the largest, warm-up for 8000 updates, cosine down to a hundredth',
    source: arxiv('The Llama 3 herd of models', '2407.21783'),
  },
  {
    name: 'DeepSeek-V3',
    year: 2024,
    does: 'writes',
    optimizer: 'adamw',
    called: 'AdamW',
    settings: 'η = 0.00022, warm-up for 2000 updates; β₁ = 0.9, β₂ = 0.95; λ = 0.1; gradients clipped at 1',
    source: arxiv('DeepSeek-V3 technical report', '2412.19437'),
  },
  {
    name: 'T5',
    year: 2019,
    does: 'writes',
    optimizer: 'adafactor',
    called: 'Adafactor',
    settings: 'η = 1/√t, and 0.01 for the first 10,000 updates; fine-tuned with 0.001',
    source: arxiv('Exploring the limits of transfer learning with a unified text-to-text transformer', '1910.10683'),
  },
  {
    name: 'PaLM',
    year: 2022,
    does: 'writes',
    optimizer: 'adafactor',
    called: 'Adafactor',
    settings: 'not factored; η = 0.01 for 10,000 updates, then 1/√t; β₁ = 0.9, β₂ rising towards 1; λ = η²; gradients clipped at 1',
    source: arxiv('PaLM: scaling language modeling with Pathways', '2204.02311'),
  },
  {
    name: 'Kimi K2',
    year: 2025,
    does: 'writes',
    optimizer: 'muon',
    called: 'Muon',
    settings:
      'with clipped attention (MuonClip); η = 0.0002 after 500 updates of warm-up, cosine down to a tenth for the last third; λ = 0.1',
    source: arxiv('Kimi K2: open agentic intelligence', '2507.20534'),
  },
];

/** Models by their algorithm, in the order in which they stand. */
export function byOptimizer(): { id: string; name: string; known: boolean; models: Model[] }[] {
  const ids = [...new Set(models.map(({ optimizer }) => optimizer))];
  return ids.map((id) => {
    const its = models.filter(({ optimizer }) => optimizer === id);
    return { id, name: its[0].called, known: optimizers.has(id), models: its };
  });
}
